package dev.signalbox.ctl;

import dev.signalbox.ctl.connection.AgentException;
import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.quorum.FleetSentences;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The fleet's journal, oldest first, as text or JSON. */
final class FleetJournalPrint {

    private FleetJournalPrint() {}

    static int print(CtlMain root) throws IOException {
        FleetReading reading;
        try {
            reading = root.roster().any(FleetReading::of);
        } catch (AgentException e) {
            return root.failed(e);
        }
        FleetSentences sentences =
                new FleetSentences(reading.state()::title, UnaryOperator.identity());
        ObjectNode json = Json.object();
        ArrayNode records = json.putArray("records");
        LocalDate day = null;
        for (FleetReading.Read read : reading.records()) {
            String sentence = sentences.sentence(read.record());
            if (root.json()) {
                ObjectNode line =
                        records.addObject()
                                .put("id", read.entry().id())
                                .put("journalId", read.entry().journalId())
                                .put("sequence", read.entry().sequence())
                                .put("hash", read.entry().hash())
                                .putNull("region")
                                .put("at", Json.time(read.record().at()))
                                .put("sentence", sentence);
                line.set("record", Json.body(read.entry()));
            } else {
                day = text(root, read, sentence, day);
            }
        }
        if (root.json()) {
            root.print(json);
        }
        return CtlMain.DONE;
    }

    private static LocalDate text(
            CtlMain root, FleetReading.Read read, String sentence, @Nullable LocalDate day) {
        LocalDate own = LocalDate.ofInstant(read.record().at(), ZoneOffset.UTC);
        if (!own.equals(day)) {
            root.shell().out().println(own);
        }
        String prefix =
                Words.format(
                        "%s  %5s  ",
                        JournalSentences.clock(read.record().at()),
                        JournalSentences.number(read.entry().id()));
        StatusText.indented(prefix, " ".repeat(prefix.length()), sentence)
                .forEach(root.shell().out()::println);
        return own;
    }
}
