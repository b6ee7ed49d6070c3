package dev.signalbox.dashboards.part.change;

import dev.signalbox.dashboards.words.ChangeWords;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.quorum.FleetState.Change;
import java.util.List;
import java.util.Map;

/**
 * One plan or change as a screen shows it, without a toolkit.
 *
 * @param change what it is about
 * @param title what it does: {@code Evacuate Frankfurt}
 * @param asked who wants it, since when and why
 * @param sign how much it needs a person
 * @param loud who would hear silence, or why it is held: the first thing to read; may be empty
 * @param stays one sentence for each service that may not move, and why
 * @param moves what moves where, in one sentence
 * @param basis what it was made from and until when it holds
 * @param guards what stops it first, then what warns, then what passes
 * @param guardSum how many pass, warn, block
 * @param loads the source first, then targets
 * @param approvals who wants it and who has to
 * @param stages in order
 * @param progress of the stage that is under way, or how it ended
 * @param doors what is the matter with doors, empty when nothing is
 * @param gates reasons against each action
 */
public record ChangeModel(
        Change change,
        String title,
        String asked,
        Sign sign,
        String loud,
        List<String> stays,
        String moves,
        String basis,
        List<GuardRow> guards,
        String guardSum,
        List<LoadRow> loads,
        List<ApprovalRow> approvals,
        List<StageStep> stages,
        String progress,
        String doors,
        Map<Act, List<String>> gates) {

    public ChangeModel {
        stays = List.copyOf(stays);
        guards = List.copyOf(guards);
        loads = List.copyOf(loads);
        approvals = List.copyOf(approvals);
        stages = List.copyOf(stages);
        gates = Map.copyOf(gates);
    }

    /**
     * A guard.
     *
     * @param word pass, warn, block or stop
     * @param numbers what it judged
     * @param overruled who overruled it, why, until when; empty when nobody did
     * @param overrideOff why it cannot be overruled, empty when it can; only for one that blocks
     */
    public record GuardRow(
            String name,
            Sign sign,
            String word,
            String title,
            String numbers,
            String overruled,
            String overrideOff,
            boolean blocks) {}

    /**
     * Somebody's word on a plan.
     *
     * @param given false while it is waited for
     */
    public record ApprovalRow(String who, String words, boolean given) {}

    /** How far a stage is. */
    public enum StageState {
        AHEAD,
        /** Decided, and calls have not been seen to arrive yet. */
        UNDER_WAY,
        VERIFIED,
        HELD
    }

    /** A stage and how much of the move is done with it. */
    public record StageStep(int percent, StageState state) {}

    /** A change of the fleet. */
    public static ChangeModel of(Change change, FleetView view, Asker asker) {
        return new ChangeReading(change, view, asker).model();
    }

    /** The last part of a plan's id: its number in the journal. */
    public static String number(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    /** {@code Evacuate Frankfurt}. */
    static String title(Plan plan, Titles titles) {
        return ChangeWords.verb(plan.kind()) + " " + titles.of(plan.source());
    }

    /** True when {@code act} can be asked for. */
    public boolean on(Act act) {
        return gates.getOrDefault(act, List.of()).isEmpty();
    }

    /** Why {@code act} is off, in one line; empty when it is on. */
    public String off(Act act) {
        return String.join(
                "; ", gates.getOrDefault(act, List.of()).stream().map(ChangeModel::lower).toList());
    }

    /** As it stands in the middle of a sentence. */
    private static String lower(String words) {
        return words.isEmpty()
                ? words
                : Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }
}
