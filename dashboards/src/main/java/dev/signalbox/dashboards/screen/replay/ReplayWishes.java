package dev.signalbox.dashboards.screen.replay;

/** What a person wants to see again. Calls return at once. */
public interface ReplayWishes {

    /** Where nothing can be wished for. */
    ReplayWishes NONE =
            new ReplayWishes() {
                @Override
                public void range(ReplayRange range) {
                    // There is nobody to read from.
                }

                @Override
                public void open(String path) {
                    // There is nobody to open it.
                }
            };

    /** A range of what the agents recorded. */
    void range(ReplayRange range);

    /**
     * A bundle.
     *
     * @param path of its file, as it was typed
     */
    void open(String path);
}
