package dev.signalbox.world.process;

import java.io.IOException;

/** A program of ours as tests need it: ends when its standard input closes, or as told. */
final class Bystander {

    private Bystander() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("up " + ProcessHandle.current().pid());
        System.out.flush();
        if (arguments.length > 0) {
            System.exit(Integer.parseInt(arguments[0]));
        }
        int last = System.in.read();
        System.exit(last < 0 ? 0 : 1);
    }
}
