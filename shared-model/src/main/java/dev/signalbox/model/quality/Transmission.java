package dev.signalbox.model.quality;

/**
 * What a network does to speech.
 *
 * @param delayMillis mean one-way delay from mouth to ear, 0 or more (G.107: T = Ta, Tr = 2T)
 * @param lossPercent random packet loss, 0 to 100, in percent as G.107 wants it
 * @param burstRatio burst ratio: 1 for random loss, above 1 for loss in bursts
 */
public record Transmission(double delayMillis, double lossPercent, double burstRatio) {

    public Transmission {
        if (!(delayMillis >= 0)) {
            throw new IllegalArgumentException("delayMillis " + delayMillis + ": 0 or more");
        }
        if (!(lossPercent >= 0 && lossPercent <= 100)) {
            throw new IllegalArgumentException(
                    "lossPercent " + lossPercent + ": 0 to 100, in percent");
        }
        if (!(burstRatio > 0)) {
            throw new IllegalArgumentException(
                    "burstRatio " + burstRatio + ": above 0, 1 for random loss");
        }
    }
}
