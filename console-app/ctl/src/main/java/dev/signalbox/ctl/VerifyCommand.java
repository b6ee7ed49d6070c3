package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.AgentCalls;
import dev.signalbox.ctl.connection.Endpoint;
import dev.signalbox.ctl.connection.RefusedException;
import dev.signalbox.ctl.connection.UnreachableException;
import dev.signalbox.model.journal.JournalVerification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks journals twice: by their agents, and here from the streamed bytes. */
@Command(
        name = "verify",
        description = {
            "Finds any altered, removed, reordered or cut-off record.",
            "Each agent checks its file against chain and signed head; the chain is computed",
            "again here over all records as they are streamed. That is done for each region's own",
            "journal, for every member's copy of the fleet's, and for copies of other regions'."
        },
        footer = {"", "Example: ./signalbox ctl journal verify --agent 127.0.0.1:7443"})
final class VerifyCommand implements Callable<Integer> {

    private final CtlMain root;

    VerifyCommand(CtlMain root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        ObjectNode answer = Json.object().put("good", true);
        ArrayNode journals = answer.putArray("journals");
        int exit = CtlMain.DONE;
        for (Endpoint endpoint : root.endpoints()) {
            try (AgentCalls agent = new AgentCalls(endpoint)) {
                for (String journalId : held(agent)) {
                    ObjectNode json = journals.addObject().put("endpoint", endpoint.toString());
                    if (!verify(endpoint, agent, journalId, json)) {
                        exit = Math.max(exit, CtlMain.FAILED);
                    }
                    json.putNull("problem");
                }
            } catch (RefusedException e) {
                root.shell().err().println("ctl: " + endpoint + ": " + e.words());
                journals.addObject().put("endpoint", endpoint.toString()).put("problem", e.words());
                exit = Math.max(exit, CtlMain.FAILED);
            } catch (UnreachableException e) {
                root.sayUnreachable(endpoint, e.words());
                journals.addObject().put("endpoint", endpoint.toString()).put("problem", e.words());
                exit = CtlMain.UNREACHABLE;
            }
        }
        answer.put("good", exit == CtlMain.DONE);
        if (root.json()) {
            root.print(answer);
        }
        return exit;
    }

    /** Its region's own, the fleet's, and copies of other regions'. */
    private static List<String> held(AgentCalls agent)
            throws UnreachableException, RefusedException {
        List<String> ids = agent.journals().stream().map(held -> held.journalId()).toList();
        return ids.isEmpty() ? List.of("") : ids;
    }

    private boolean verify(Endpoint endpoint, AgentCalls agent, String journalId, ObjectNode json)
            throws UnreachableException, RefusedException {
        JournalVerification own = agent.verify(journalId);
        ChainCheck chain = new ChainCheck();
        agent.readJournal(journalId, chain::add);
        List<String> problems = new ArrayList<>(chain.problems());
        if (chain.records() < own.records()) {
            problems.add(
                    "the agent counted " + own.records() + " records and sent " + chain.records());
        }
        json.put("journalId", own.journalId());
        ObjectNode byAgent =
                json.putObject("agent")
                        .put("good", own.good())
                        .put("records", own.records())
                        .put("sealedSequence", own.sealedSequence());
        ArrayNode ownProblems = byAgent.putArray("problems");
        own.problems().forEach(ownProblems::add);
        ObjectNode here =
                json.putObject("recomputed")
                        .put("good", problems.isEmpty())
                        .put("records", chain.records())
                        .put("lastHash", chain.lastHash());
        ArrayNode hereProblems = here.putArray("problems");
        problems.forEach(hereProblems::add);
        if (!root.json()) {
            tell(endpoint, own, chain.records(), problems);
        }
        return own.good() && problems.isEmpty();
    }

    /** A copy is signed by the agent of its own region alone. */
    private static String signed(JournalVerification own) {
        return own.sealedSequence() == 0
                ? "none of them signed here"
                : Words.format("signed up to %,d", own.sealedSequence());
    }

    private void tell(
            Endpoint endpoint, JournalVerification own, long records, List<String> problems) {
        var out = root.shell().out();
        out.println("Journal " + own.journalId() + " of the agent at " + endpoint);
        out.println(
                Words.format(
                        "  by the agent: %s, %,d records, %s",
                        own.good() ? "good" : "NOT GOOD", own.records(), signed(own)));
        own.problems().forEach(problem -> out.println("    " + problem));
        out.println(
                Words.format(
                        "  computed here: %s, %,d records",
                        problems.isEmpty() ? "good" : "NOT GOOD", records));
        problems.forEach(problem -> out.println("    " + problem));
    }
}
