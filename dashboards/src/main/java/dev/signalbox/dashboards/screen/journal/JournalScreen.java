package dev.signalbox.dashboards.screen.journal;

import dev.signalbox.dashboards.look.Panel;
import dev.signalbox.dashboards.look.ScrollBox;
import dev.signalbox.dashboards.part.detail.DetailView;
import dev.signalbox.dashboards.part.journal.JournalList;
import dev.signalbox.dashboards.part.journal.JournalRow;
import dev.signalbox.dashboards.screen.Picture;
import dev.signalbox.dashboards.screen.Screen;
import java.util.List;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.TextFields;

/** The journals of all regions and of the fleet, with what each decision stood on. */
public final class JournalScreen implements Screen {

    private final TextField filter = TextFields.createClearableTextField();
    private final JournalList list = new JournalList();
    private final DetailView detail = new DetailView("Choose a record to see what it stood on");
    private final Panel detailPanel = new Panel("Record", new ScrollBox(detail));
    private final VBox root;
    private List<JournalRow> rows = List.of();

    public JournalScreen() {
        filter.setPromptText("Filter by region, fleet, carrier or word");
        filter.setId("journal-filter");
        filter.setPrefWidth(320);
        filter.setMaxWidth(320);
        filter.textProperty().addListener((_, _, _) -> showRows());
        list.onChoose(this::showDetail);
        detailPanel.setPrefWidth(520);
        detailPanel.setMinWidth(360);
        HBox.setHgrow(list, Priority.ALWAYS);
        HBox both = new HBox(8, list, detailPanel);
        VBox.setVgrow(both, Priority.ALWAYS);
        root = new VBox(8, filter, both);
        root.setMinSize(0, 0);
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void show(Picture picture) {
        rows = picture.journal();
        showRows();
        list.follow();
    }

    @Override
    public void find() {
        filter.requestFocus();
    }

    private void showRows() {
        String wanted = filter.getText();
        list.show(rows.stream().filter(row -> row.matches(wanted)).toList());
    }

    private void showDetail(JournalRow row) {
        RecordDetail shown = RecordDetail.of(row);
        detailPanel.heading(
                row.kind().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                        + row.kind().substring(1));
        detailPanel.remark(row.region() + "  \u00b7  " + row.time() + " UTC");
        detail.show(shown.title(), shown.blocks());
    }
}
