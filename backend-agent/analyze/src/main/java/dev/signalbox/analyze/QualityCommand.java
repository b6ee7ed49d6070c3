package dev.signalbox.analyze;

import dev.signalbox.model.quality.EModel;
import dev.signalbox.model.quality.Impairment;
import dev.signalbox.model.quality.Rating;
import dev.signalbox.model.quality.Transmission;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code quality}: the E-model on the command line. */
@Command(
        name = "quality",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "The quality of a call over the telephone, narrowband (ITU-T G.107), and what takes from it."
        },
        footer = {
            "",
            "Codecs: g711, g711 with --plc, g729a (with VAD), g723.1 (6.3 kbit/s, with VAD).",
            "Example: ./signalbox quality --codec g711 --plc --delay 150 --loss 1 --burst 1",
            "",
            "Exit codes: 0 done, 2 usage."
        })
final class QualityCommand implements Callable<Integer> {

    private static final String CODECS = "g711 (also with --plc), g729a, g723.1";

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--codec",
            required = true,
            paramLabel = "NAME",
            description = "g711, g729a or g723.1.")
    private String codec = "g711";

    @Option(names = "--plc", description = "The receiver conceals loss (G.711 appendix I).")
    private boolean concealed;

    @Option(
            names = "--delay",
            paramLabel = "MILLIS",
            defaultValue = "0",
            description = "One way, mouth to ear; Ta = T, Tr = 2T. Default: ${DEFAULT-VALUE}.")
    private double delayMillis;

    @Option(
            names = "--loss",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "Of the packets. Default: ${DEFAULT-VALUE}.")
    private double lossPercent;

    @Option(
            names = "--burst",
            paramLabel = "RATIO",
            defaultValue = "1",
            description = "1 for random loss, more for loss in bursts. Default: ${DEFAULT-VALUE}.")
    private double burstRatio = 1;

    @Option(names = "--json", description = "One JSON object on the last line.")
    private boolean json;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        PrintWriter out = command.commandLine().getOut();
        PrintWriter error = command.commandLine().getErr();
        Impairment impairment = impairment(codec, concealed);
        if (impairment == null) {
            error.println(
                    "quality: --codec \""
                            + codec
                            + (concealed ? "\" --plc" : "\"")
                            + ": G.113 has no narrowband values for it here. Known: "
                            + CODECS
                            + ". Example: ./signalbox quality --codec g711 --loss 1");
            return AnalyzeMain.USAGE;
        }
        Transmission transmission;
        try {
            transmission = new Transmission(delayMillis, lossPercent, burstRatio);
        } catch (IllegalArgumentException e) {
            error.println("quality: " + e.getMessage());
            return AnalyzeMain.USAGE;
        }
        Rating rating = EModel.rate(impairment, transmission);
        out.print(text(rating));
        if (json) {
            out.println(json(rating));
        }
        out.flush();
        return AnalyzeMain.DONE;
    }

    /** Null for what G.113 has no values for. */
    private static @Nullable Impairment impairment(String name, boolean concealed) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "g711", "g.711", "pcma", "pcmu" ->
                    concealed ? Impairment.G711_PLC : Impairment.G711;
            // These two conceal by themselves: their values have it in them.
            case "g729", "g729a", "g.729", "g.729a" -> Impairment.G729A_VAD;
            case "g723", "g723.1", "g7231", "g.723.1" -> Impairment.G723_1_63_VAD;
            default -> null;
        };
    }

    private static String text(Rating r) {
        return String.format(
                Locale.ROOT,
                """
                R %.2f  MOS %.2f
                  Ro     %8.3f  signal to noise
                  Is     %8.3f  loudness, sidetone, quantising
                  Idte   %8.3f  talker echo
                  Idle   %8.3f  listener echo
                  Idd    %8.3f  delay
                  Ie,eff %8.3f  codec and loss
                """,
                r.r(),
                r.mos(),
                r.ro(),
                r.is(),
                r.idte(),
                r.idle(),
                r.idd(),
                r.ieEff());
    }

    private String json(Rating r) {
        JsonMapper mapper = new JsonMapper();
        ObjectNode node = mapper.createObjectNode();
        node.put("codec", codec.toLowerCase(Locale.ROOT));
        node.put("plc", concealed);
        node.put("delayMillis", delayMillis);
        node.put("lossPercent", lossPercent);
        node.put("burstRatio", burstRatio);
        node.put("r", r.r());
        node.put("mos", r.mos());
        node.put("ro", r.ro());
        node.put("is", r.is());
        node.put("idte", r.idte());
        node.put("idle", r.idle());
        node.put("idd", r.idd());
        node.put("ieEff", r.ieEff());
        return mapper.writeValueAsString(node);
    }
}
