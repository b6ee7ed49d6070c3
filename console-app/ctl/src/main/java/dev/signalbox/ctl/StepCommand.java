package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.AgentCalls;
import dev.signalbox.ctl.connection.AgentException;
import dev.signalbox.ctl.connection.RefusedException;
import dev.signalbox.ctl.connection.Roster;
import dev.signalbox.ctl.connection.UnreachableException;
import dev.signalbox.model.change.ChangeStep;
import dev.signalbox.model.change.RegionPlanId;
import dev.signalbox.model.quorum.FleetAnswer;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One step of a plan: what the commands approve, start, hold and so on have in common. */
abstract sealed class StepCommand implements Callable<Integer> {

    private final CtlMain root;

    @Parameters(
            index = "0",
            paramLabel = "PLAN",
            description = "As shown by plan and changes: fleet-demo/42@1a2b3c4d.")
    private String plan = "";

    @Mixin private Asker asker = new Asker();

    StepCommand(CtlMain root) {
        this.root = root;
    }

    abstract ChangeStep step();

    @Override
    public final Integer call() throws IOException {
        PlanRef ref = PlanRef.parse(plan);
        FleetAnswer answer;
        try {
            Roster door = root.roster();
            Optional<String> region = RegionPlanId.region(ref.id());
            answer =
                    region.isPresent()
                            ? door.of(region.get(), (_, agent) -> ask(agent, ref))
                            : door.decided((_, agent) -> ask(agent, ref));
        } catch (AgentException e) {
            return root.failed(e, asker);
        }
        if (root.json()) {
            root.print(ChangeJson.answer(answer));
        }
        return switch (answer) {
            case FleetAnswer.Done done -> {
                if (!root.json()) {
                    root.shell()
                            .out()
                            .println(
                                    done.records().isEmpty()
                                            ? "Nothing had to change."
                                            : "Done (record "
                                                    + String.join(", ", done.records())
                                                    + ").");
                }
                yield CtlMain.DONE;
            }
            case FleetAnswer.Refused refused -> {
                root.shell()
                        .err()
                        .println(
                                "ctl: refused ("
                                        + Words.name(refused.code().text())
                                        + "): "
                                        + refused.sentence());
                yield CtlMain.FAILED;
            }
        };
    }

    /** As it was typed: whether it is that plan the agent says, and its journal keeps it. */
    private FleetAnswer ask(AgentCalls agent, PlanRef ref)
            throws UnreachableException, RefusedException {
        return agent.step(ref.id(), ref.hash(), step(), asker.once());
    }

    /** Wants a plan too. */
    @Command(
            name = "approve",
            description = "Approves somebody else's plan, as it was looked at.",
            footer = {"", "Example: ./signalbox ctl approve fleet-demo/42@1a2b3c4d"})
    static final class Approve extends StepCommand {
        Approve(CtlMain root) {
            super(root);
        }

        @Override
        ChangeStep step() {
            return new ChangeStep.Approve();
        }
    }

    /** Overrules a guard. */
    @Command(
            name = "override",
            description =
                    "Overrules a guard that blocks a plan, by name and reason, for 15 minutes.",
            footer = {
                "",
                "Example: ./signalbox ctl override fleet-demo/42@1a2b3c4d target_green --reason"
                        + " \"known, harmless\""
            })
    static final class OverrideGuard extends StepCommand {
        @Parameters(
                index = "1",
                paramLabel = "GUARD",
                description = "Its name: target_green or \"target green\".")
        private String guard = "";

        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
        private String reason = "";

        OverrideGuard(CtlMain root) {
            super(root);
        }

        @Override
        ChangeStep step() {
            if (reason.isBlank()) {
                throw new IllegalArgumentException(
                        "--reason: say why the guard is overruled. Example: --reason \"known,"
                                + " harmless\"");
            }
            String name = guard.strip().toLowerCase(Locale.ROOT).replaceAll("[ -]", "_");
            return new ChangeStep.OverrideGuard(name, reason);
        }
    }

    /** Begins a plan. */
    @Command(
            name = "start",
            description = "Starts a plan: its stages follow one another while all goes well.",
            footer = {"", "Example: ./signalbox ctl start fleet-demo/42@1a2b3c4d"})
    static final class Start extends StepCommand {
        Start(CtlMain root) {
            super(root);
        }

        @Override
        ChangeStep step() {
            return new ChangeStep.Start();
        }
    }

    /** Stops a change between stages. */
    @Command(
            name = "hold",
            description = "Holds a change where it is: no further stage until it is resumed.",
            footer = {
                "",
                "Example: ./signalbox ctl hold fleet-demo/42 --reason \"wait for carrier\""
            })
    static final class Hold extends StepCommand {
        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                description = "Why. Who holds is in a hurry and may leave it out.")
        private String reason = "";

        Hold(CtlMain root) {
            super(root);
        }

        @Override
        ChangeStep step() {
            return new ChangeStep.Hold(reason.isBlank() ? "held from a shell" : reason);
        }
    }

    /** Lets a change go on. */
    @Command(
            name = "resume",
            description = "Lets a held change go on.",
            footer = {"", "Example: ./signalbox ctl resume fleet-demo/42"})
    static final class Resume extends StepCommand {
        Resume(CtlMain root) {
            super(root);
        }

        @Override
        ChangeStep step() {
            return new ChangeStep.Resume();
        }
    }

    /** Takes a change back. */
    @Command(
            name = "undo",
            description = "Takes a change back to what was before it, at once.",
            footer = {"", "Example: ./signalbox ctl undo fleet-demo/42 --reason \"wrong region\""})
    static final class Undo extends StepCommand {
        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
        private String reason = "";

        Undo(CtlMain root) {
            super(root);
        }

        @Override
        ChangeStep step() {
            return new ChangeStep.Undo(reason);
        }
    }

    /** Drops a plan. */
    @Command(
            name = "discard",
            description = "Drops a plan that was not started.",
            footer = {
                "",
                "Example: ./signalbox ctl discard fleet-demo/42 --reason \"planned anew\""
            })
    static final class Discard extends StepCommand {
        @Option(names = "--reason", paramLabel = "TEXT", description = "Why; may be left out.")
        private String reason = "";

        Discard(CtlMain root) {
            super(root);
        }

        @Override
        ChangeStep step() {
            return new ChangeStep.Discard(reason);
        }
    }
}
