package dev.signalbox.world.worker;

/** What a service is built with: decides the shape of its spans and the words of its endings. */
public enum Framework {
    /** Pipecat: conversation, turn, stt / llm / tts. */
    PIPECAT,
    /** LiveKit Agents: agent_session, agent_turn, ..._request_run. */
    LIVEKIT
}
