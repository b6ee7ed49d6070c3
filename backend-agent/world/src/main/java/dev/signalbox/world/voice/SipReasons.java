package dev.signalbox.world.voice;

/** Status lines with their reason phrases (RFC 3261 section 21). */
final class SipReasons {

    private SipReasons() {}

    static String of(int status) {
        return status
                + switch (status) {
                    case 100 -> " Trying";
                    case 180 -> " Ringing";
                    case 200 -> " OK";
                    case 404 -> " Not Found";
                    case 480 -> " Temporarily Unavailable";
                    case 481 -> " Call/Transaction Does Not Exist";
                    case 405 -> " Method Not Allowed";
                    case 486 -> " Busy Here";
                    case 487 -> " Request Terminated";
                    case 503 -> " Service Unavailable";
                    case 603 -> " Decline";
                    default -> " Refused";
                };
    }
}
