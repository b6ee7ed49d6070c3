package dev.signalbox.model.quality;

/**
 * What the E-model makes of a transmission, term by term (ITU-T G.107).
 *
 * @param ro basic signal-to-noise ratio
 * @param is impairments simultaneous with speech
 * @param idte talker echo
 * @param idle listener echo
 * @param idd absolute delay
 * @param ieEff equipment impairment with packet loss
 * @param r transmission rating factor; 93.2 when nothing impairs, may fall below 0
 * @param mos estimated mean opinion score, conversational quality, narrowband scale, 1 to 4.5
 */
public record Rating(
        double ro,
        double is,
        double idte,
        double idle,
        double idd,
        double ieEff,
        double r,
        double mos) {}
