package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.AgentException;
import dev.signalbox.ctl.connection.PlanCalls;
import dev.signalbox.ctl.connection.RefusedException;
import dev.signalbox.ctl.connection.UnreachableException;
import java.util.UUID;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Who asks, where agents have no certificates to go by. */
final class Asker {

    private static final Pattern REQUEST = Pattern.compile("[A-Za-z0-9-]{1,64}");

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description =
                    "Who asks; only where agents have no certificates. Default: the user of this"
                            + " machine.")
    private String by = System.getProperty("user.name", "");

    @Option(
            names = "--id",
            paramLabel = "ID",
            description =
                    "Names the request: with the id that an unanswered one printed it is done once,"
                            + " however often it is asked. Default: a new one.")
    private String requestId = UUID.randomUUID().toString();

    /**
     * One command of this tool is one request, however many agents are asked for it.
     *
     * @throws IllegalArgumentException in words when the name is blank or the id is none
     */
    PlanCalls.Asker once() {
        if (by.isBlank()) {
            throw new IllegalArgumentException(
                    "--by: say who asks, or leave it out. Example: --by \"Ada Byron\"");
        }
        if (!REQUEST.matcher(requestId).matches()) {
            throw new IllegalArgumentException(
                    "--id \""
                            + requestId
                            + "\": 1 to 64 letters, digits and hyphens, as printed; or leave it"
                            + " out");
        }
        return new PlanCalls.Asker(by.strip(), requestId);
    }

    /** What to do about a request of which nobody knows whether it was done; of others nothing. */
    String again(AgentException failure) {
        return switch (failure) {
            case RefusedException _ -> "";
            case UnreachableException _ ->
                    "     It may have been done all the same. To ask again, so that it is done"
                            + " once, add: --id "
                            + requestId;
        };
    }
}
