package dev.signalbox.model.sip;

/** Where a SIP message has a URI. */
public enum UriPlace {
    REQUEST_URI,
    FROM,
    TO,
    CONTACT
}
