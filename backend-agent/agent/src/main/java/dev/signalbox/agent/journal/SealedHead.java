package dev.signalbox.agent.journal;

import dev.signalbox.model.journal.Position;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The journal's last position, signed (Ed25519, RFC 8032) and kept outside the database: a chain
 * alone does not show that its end was cut off. Files beside the database: {@code journal.head},
 * {@code journal.key} (readable by its owner only), {@code journal.pub}.
 */
final class SealedHead {

    private static final String ALGORITHM = "Ed25519";

    private final Path headFile;
    private final Path temporaryFile;
    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private SealedHead(Path directory, KeyPair keys) {
        headFile = directory.resolve("journal.head");
        temporaryFile = directory.resolve("journal.head.tmp");
        privateKey = keys.getPrivate();
        publicKey = keys.getPublic();
    }

    /** True when a journal was once begun in {@code directory}. */
    static boolean keyExists(Path directory) {
        return Files.exists(directory.resolve("journal.key"));
    }

    /**
     * Opens the keys in {@code directory}. When there are none the journal begins here: they are
     * made, and {@code first} is sealed before the key stands there, so that a key without a head
     * is always a head that was removed.
     *
     * @param first where the journal begins
     */
    static SealedHead open(Path directory, Position first) throws IOException {
        try {
            if (keyExists(directory)) {
                return new SealedHead(directory, load(directory));
            }
            KeyPair keys = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            SealedHead head = new SealedHead(directory, keys);
            head.seal(first);
            store(directory, keys);
            return head;
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    directory.resolve("journal.key") + " is not an Ed25519 key: " + e.getMessage(),
                    e);
        }
    }

    private static KeyPair load(Path directory) throws IOException, GeneralSecurityException {
        byte[] secret = Files.readAllBytes(directory.resolve("journal.key"));
        return new KeyPair(
                publicKey(directory),
                KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(secret)));
    }

    private static PublicKey publicKey(Path directory)
            throws IOException, GeneralSecurityException {
        Path file = directory.resolve("journal.pub");
        if (!Files.exists(file)) {
            throw new IOException("journal.pub is missing: signatures cannot be checked");
        }
        return KeyFactory.getInstance(ALGORITHM)
                .generatePublic(new X509EncodedKeySpec(Files.readAllBytes(file)));
    }

    private static void store(Path directory, KeyPair keys) throws IOException {
        Files.write(directory.resolve("journal.pub"), keys.getPublic().getEncoded());
        // In place only when it is whole: a full disk or a crash here must not leave half a key.
        Path unfinished = directory.resolve("journal.key.tmp");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            write(channel, keys.getPrivate().getEncoded());
        }
        Files.move(unfinished, directory.resolve("journal.key"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Signs {@code position} and puts it in place of the last head, durably. */
    void seal(Position position) throws IOException {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("v", 1);
        node.put("journalId", position.journalId());
        node.put("sequence", position.sequence());
        node.put("hash", position.hash());
        node.put("signature", Base64.getEncoder().encodeToString(sign(position)));
        byte[] bytes = (node + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel =
                FileChannel.open(
                        temporaryFile,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            write(channel, bytes);
        }
        Files.move(temporaryFile, headFile, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(true);
    }

    /** As {@link #read(Path)}, for this journal. */
    Optional<Position> read() throws IOException {
        return read(headFile, publicKey);
    }

    /**
     * The position last sealed in {@code directory}; empty when there is no head file. Needs the
     * public key only and writes nothing.
     *
     * @throws IOException when the file cannot be read, is no head, or its signature is not this
     *     journal's
     */
    static Optional<Position> read(Path directory) throws IOException {
        try {
            return read(directory.resolve("journal.head"), publicKey(directory));
        } catch (GeneralSecurityException e) {
            throw new IOException("journal.pub is not an Ed25519 key: " + e.getMessage(), e);
        }
    }

    private static Optional<Position> read(Path headFile, PublicKey publicKey) throws IOException {
        if (!Files.exists(headFile)) {
            return Optional.empty();
        }
        try {
            JsonNode node = JsonMapper.shared().readTree(Files.readAllBytes(headFile));
            Position position =
                    new Position(
                            node.path("journalId").asString(""),
                            node.path("sequence").asLong(-1),
                            node.path("hash").asString(""));
            byte[] signature = Base64.getDecoder().decode(node.path("signature").asString(""));
            if (!verify(position, signature, publicKey)) {
                throw new IOException(
                        "the signature of journal.head is wrong: the head was altered");
            }
            return Optional.of(position);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException("journal.head is not a journal head: it was altered", e);
        }
    }

    private byte[] sign(Position position) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(text(position));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing with a key of our own cannot fail", e);
        }
    }

    private static boolean verify(Position position, byte[] signed, PublicKey publicKey) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(publicKey);
            signature.update(text(position));
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] text(Position position) {
        return (position.journalId() + "\n" + position.sequence() + "\n" + position.hash())
                .getBytes(StandardCharsets.UTF_8);
    }
}
