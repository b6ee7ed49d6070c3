package dev.signalbox.ctl;

import dev.signalbox.model.fleet.JournalLine;
import dev.signalbox.model.journal.JournalSentences;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Journal lines as text, a heading for each new day, and as JSON. */
final class JournalPrint {

    private @Nullable LocalDate day;

    /** The next line as text. */
    List<String> text(JournalLine line) {
        List<String> lines = new ArrayList<>();
        LocalDate own = LocalDate.ofInstant(line.record().at(), ZoneOffset.UTC);
        if (!own.equals(day)) {
            day = own;
            lines.add(own.toString());
        }
        String prefix =
                Words.format(
                        "%s  %-12s %5s  ",
                        JournalSentences.clock(line.record().at()),
                        line.region(),
                        JournalSentences.number(line.entry().id()));
        lines.addAll(StatusText.indented(prefix, " ".repeat(prefix.length()), line.sentence()));
        return lines;
    }

    static ObjectNode json(JournalLine line) {
        ObjectNode json =
                Json.object()
                        .put("id", line.entry().id())
                        .put("journalId", line.entry().journalId())
                        .put("sequence", line.entry().sequence())
                        .put("hash", line.entry().hash())
                        .put("region", line.region())
                        .put("at", Json.time(line.record().at()))
                        .put("sentence", line.sentence());
        json.set("record", Json.body(line.entry()));
        return json;
    }
}
