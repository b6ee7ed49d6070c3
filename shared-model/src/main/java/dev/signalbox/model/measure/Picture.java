package dev.signalbox.model.measure;

import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.Optional;

/**
 * All trunks of a region at one moment: what decide judges.
 *
 * @param trunks in the order of the policy file
 */
public record Picture(List<TrunkPicture> trunks) {

    /** The picture of one trunk, if it is in the policy. */
    public Optional<TrunkPicture> of(Target.Trunk trunk) {
        return trunks.stream().filter(t -> t.trunk().equals(trunk)).findFirst();
    }
}
