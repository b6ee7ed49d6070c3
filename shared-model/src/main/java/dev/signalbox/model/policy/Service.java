package dev.signalbox.model.policy;

import java.util.List;

/**
 * A voice application of the policy.
 *
 * @param name as in targets
 * @param title the name people use
 * @param jurisdictions where its calls may be handled
 * @param regions where it runs, most preferred first
 */
public record Service(String name, String title, List<String> jurisdictions, List<String> regions) {
    public Service {
        jurisdictions = List.copyOf(jurisdictions);
        regions = List.copyOf(regions);
    }
}
