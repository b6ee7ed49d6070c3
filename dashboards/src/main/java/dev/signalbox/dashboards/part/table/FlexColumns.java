package dev.signalbox.dashboards.part.table;

import java.util.IdentityHashMap;
import java.util.List;
import javafx.scene.control.ConstrainedColumnResizeBase;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableView;
import javafx.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Columns fill their table: each has the width it wants, and those that have a share take what is
 * left or give what is missing. Every column is as wide as the same table is wide, however it came
 * to be so wide.
 */
@SuppressWarnings({"rawtypes", "unchecked"}) // As the policies of the toolkit are declared.
public final class FlexColumns extends ConstrainedColumnResizeBase
        implements Callback<TableView.ResizeFeatures, Boolean> {

    private final IdentityHashMap<TableColumnBase, Double> shares = new IdentityHashMap<>();

    /**
     * Lets a column take and give.
     *
     * @param share of what is left or missing, against other columns' shares; above 0
     */
    public void share(TableColumnBase column, double share) {
        shares.put(column, share);
    }

    @Override
    public Boolean call(TableView.ResizeFeatures features) {
        if (features.getColumn() != null) {
            return TableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN.call(features);
        }
        List<? extends TableColumnBase> columns = features.getTable().getVisibleLeafColumns();
        double[] wanted = new double[columns.size()];
        double[] least = new double[columns.size()];
        double[] share = new double[columns.size()];
        for (int i = 0; i < columns.size(); i++) {
            TableColumnBase column = columns.get(i);
            wanted[i] = column.getPrefWidth();
            least[i] = column.getMinWidth();
            share[i] = shares.getOrDefault(column, 0.0);
        }
        double[] widths = widths(features.getContentWidth(), wanted, least, share);
        for (int i = 0; i < widths.length; i++) {
            features.setColumnWidth(columns.get(i), widths[i]);
        }
        return false;
    }

    /**
     * Whole widths of columns, in pixels, that fill {@code total}; wider only when the least widths
     * are.
     *
     * @param share of each column in what is left or missing; without any, the last takes it
     */
    static double[] widths(double total, double[] wanted, double[] least, double[] share) {
        double[] widths = wanted.clone();
        double missing = -total;
        double shares = 0;
        for (int i = 0; i < widths.length; i++) {
            missing += wanted[i];
            shares += share[i];
        }
        if (missing <= 0) {
            grow(widths, -missing, share, shares);
            return widths;
        }
        missing = shrink(widths, missing, least, share);
        shrink(widths, missing, least, null);
        return widths;
    }

    private static void grow(double[] widths, double left, double[] share, double shares) {
        double rest = left;
        int last = widths.length - 1;
        for (int i = 0; i < widths.length; i++) {
            if (share[i] > 0) {
                double more = Math.floor(left * share[i] / shares);
                widths[i] += more;
                rest -= more;
                last = i;
            }
        }
        if (last >= 0) {
            widths[last] += rest;
        }
    }

    /** In proportion to what each can give; what is missing still. */
    private static double shrink(
            double[] widths, double missing, double[] least, double @Nullable [] share) {
        double room = 0;
        for (int i = 0; i < widths.length; i++) {
            room += room(widths, least, share, i);
        }
        if (room <= 0 || missing <= 0) {
            return missing;
        }
        double part = Math.min(1, missing / room);
        double still = missing;
        for (int i = 0; i < widths.length; i++) {
            double less = Math.min(still, Math.ceil(room(widths, least, share, i) * part));
            less = Math.min(less, room(widths, least, share, i));
            widths[i] -= less;
            still -= less;
        }
        return still;
    }

    private static double room(double[] widths, double[] least, double @Nullable [] share, int i) {
        return share != null && share[i] <= 0 ? 0 : Math.max(0, widths[i] - least[i]);
    }
}
