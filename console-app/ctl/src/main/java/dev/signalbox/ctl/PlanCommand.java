package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.AgentException;
import dev.signalbox.ctl.connection.PlanCalls;
import dev.signalbox.ctl.connection.Roster;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.target.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plans a change; nothing moves. */
@Command(
        name = "plan",
        description = {
            "Plans a change and shows what moves where, what may not move, the load after it and",
            "every guard with its numbers. Nothing moves before somebody starts it.",
            "failover and return take a trunk or a provider, return also a region; drain and",
            "evacuate take a region."
        },
        footer = {
            "",
            "Examples:",
            "  ./signalbox ctl plan evacuate region:eu-central --reason \"edge dead\"",
            "  ./signalbox ctl plan failover trunk:eu-central/northwind --reason \"maintenance\""
        })
final class PlanCommand implements Callable<Integer> {

    private enum Verb {
        failover,
        drain,
        evacuate,
        returning
    }

    private final CtlMain root;

    @Parameters(
            index = "0",
            paramLabel = "WHAT",
            description = "failover, drain, evacuate or return.")
    private String verb = "";

    @Parameters(index = "1", paramLabel = "TARGET", description = "For example region:eu-central.")
    private String target = "";

    @Option(
            names = "--region",
            paramLabel = "NAME",
            description = "In which region a provider is left or taken back.")
    private String region = "";

    @Option(
            names = "--to",
            paramLabel = "REGION",
            description =
                    "Of drain and evacuate: the region that shall take the calls. Default: chosen"
                            + " by law and free capacity.")
    private String to = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
    private String reason = "";

    @Mixin private Asker asker = new Asker();

    PlanCommand(CtlMain root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        Target parsed = Target.parse(target);
        PlanKind kind = kind(verb(), parsed);
        if (reason.isBlank()) {
            throw new IllegalArgumentException(
                    "--reason: say why it is planned. Example: --reason \"carrier maintenance\"");
        }
        if (!to.isEmpty() && (kind.scope() != Scope.FLEET || kind.back())) {
            throw new IllegalArgumentException(
                    "--to \""
                            + to
                            + "\": "
                            + (kind.back()
                                    ? "what returns goes home, and nowhere else"
                                    : "only a drained or evacuated region's calls go to another"
                                            + " region; the calls of "
                                            + parsed.id()
                                            + " stay in their region and go to what is next there")
                            + ". Leave --to out");
        }
        PlanCalls.Wish wish = new PlanCalls.Wish(kind, parsed, region, to, reason, asker.once());
        PlanCalls.Planned planned;
        try {
            Roster door = root.roster();
            planned =
                    kind.scope() == Scope.FLEET
                            ? door.decided((_, agent) -> agent.plan(wish))
                            : door.of(regionOf(parsed), (_, agent) -> agent.plan(wish));
        } catch (AgentException e) {
            return root.failed(e, asker);
        }
        if (root.json()) {
            root.print(ChangeJson.planned(planned));
        } else {
            show(planned);
        }
        return planned.refused() == null ? CtlMain.DONE : CtlMain.FAILED;
    }

    private void show(PlanCalls.Planned planned) {
        PrintWriter out = root.shell().out();
        Plan plan = planned.plan();
        if (plan != null) {
            PlanText.lines(plan).forEach(out::println);
        }
        FleetAnswer.Refused refused = planned.refused();
        if (refused != null) {
            out.println(
                    "Not kept (" + Words.name(refused.code().text()) + "): " + refused.sentence());
            return;
        }
        String ref = PlanRef.text(planned.planId(), planned.hash());
        out.println("Plan " + ref);
        if (plan != null && plan.kind().peopleNeeded() > 1) {
            out.println("  somebody else approves it:  ./signalbox ctl approve " + ref);
        }
        out.println("  then:                       ./signalbox ctl start " + ref);
    }

    private Verb verb() {
        return switch (verb) {
            case "failover" -> Verb.failover;
            case "drain" -> Verb.drain;
            case "evacuate" -> Verb.evacuate;
            case "return" -> Verb.returning;
            default ->
                    throw new IllegalArgumentException(
                            "\"" + verb + "\": one of failover, drain, evacuate, return");
        };
    }

    private static PlanKind kind(Verb verb, Target target) {
        return switch (target) {
            case Target.Trunk _ ->
                    switch (verb) {
                        case failover -> PlanKind.FAILOVER_TRUNK;
                        case returning -> PlanKind.RETURN_TRUNK;
                        case drain, evacuate -> throw unfit(verb, target);
                    };
            case Target.Provider _ ->
                    switch (verb) {
                        case failover -> PlanKind.FAILOVER_PROVIDER;
                        case returning -> PlanKind.RETURN_PROVIDER;
                        case drain, evacuate -> throw unfit(verb, target);
                    };
            case Target.Region _ ->
                    switch (verb) {
                        case drain -> PlanKind.DRAIN_REGION;
                        case evacuate -> PlanKind.EVACUATE_REGION;
                        case returning -> PlanKind.RETURN_REGION;
                        case failover -> throw unfit(verb, target);
                    };
            case Target.Carrier _, Target.Path _, Target.Dependency _, Target.Service _ ->
                    throw unfit(verb, target);
        };
    }

    private static IllegalArgumentException unfit(Verb verb, Target target) {
        return new IllegalArgumentException(
                "\""
                        + target.id()
                        + "\": cannot be "
                        + switch (verb) {
                            case failover -> "failed over";
                            case drain -> "drained";
                            case evacuate -> "evacuated";
                            case returning -> "returned";
                        }
                        + ". failover and return take a trunk or a provider, drain, evacuate and"
                        + " return a region");
    }

    private String regionOf(Target parsed) {
        if (parsed instanceof Target.Trunk trunk) {
            return trunk.region();
        }
        if (region.isEmpty()) {
            throw new IllegalArgumentException(
                    "--region: say in which region the provider is left. Example: --region"
                            + " eu-central");
        }
        return region;
    }
}
