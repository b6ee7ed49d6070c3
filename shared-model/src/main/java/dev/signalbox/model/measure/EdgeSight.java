package dev.signalbox.model.measure;

import dev.signalbox.model.quorum.Word;

/**
 * Another region's edge as this agent sees it by SIP OPTIONS.
 *
 * @param region whose edge
 * @param reach {@link Word.Reach#UNKNOWN} when it was never answered or asked lately
 * @param sentence with the numbers it rests on, for people
 * @param samples OPTIONS that {@code reach} rests on
 */
public record EdgeSight(String region, Word.Reach reach, String sentence, int samples) {}
