package dev.signalbox.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlFileTest {

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | agent.yaml: is empty",
                "`# nothing\n` | agent.yaml: is empty",
                "`- a` | agent.yaml:1: has to be keys and values",
                "`region: [eu` | is not YAML: ",
                "`region: a\n b: c` | agent.yaml:2: is not YAML: ",
                "`a: 1\nb: &x [1]\nc: *x` | agent.yaml:2: has an anchor",
                "`a: *x` | agent.yaml:1: has an anchor",
                "`a: !!java.lang.Runtime x` | agent.yaml:1: has a tag",
                "`a: 1\n---\nb: 2` | agent.yaml:2: has more than one document"
            })
    void whatIsNoPlainYamlIsRefusedInWords(String text, String expected) {
        assertThat(new ConfigFiles(directory).agent(text).errors())
                .singleElement()
                .asString()
                .startsWith(expected.contains("agent") ? expected : "agent.yaml")
                .contains(expected);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(ConfigReader.read(directory.resolve("none.yaml")))
                .isInstanceOfSatisfying(
                        ConfigResult.Refused.class,
                        refused ->
                                assertThat(refused.errors())
                                        .singleElement()
                                        .asString()
                                        .contains("none.yaml: no such file"));
    }

    @Test
    void hugeDeepAndBinaryFilesAreRefused() {
        ConfigFiles files = new ConfigFiles(directory);

        assertThat(files.agent("#".repeat(YamlFile.BYTES_MAX + 1)).errors())
                .singleElement()
                .asString()
                .contains("is larger than 1048576 bytes");
        assertThat(files.agent("a: " + "[".repeat(100_000)).errors())
                .singleElement()
                .asString()
                .contains("is nested deeper than 16 levels");
        assertThat(files.agent("region: a\npolicy: b\0c\n").errors())
                .singleElement()
                .asString()
                .startsWith("agent.yaml:2: has a control character (code 0)");
        assertThat(files.write("agent.yaml", new byte[] {'a', ':', (byte) 0xff}).errors())
                .singleElement()
                .asString()
                .contains("is not text in UTF-8");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsDoNotHurt() {
        assertThat(
                        new ConfigFiles(directory)
                                .agent("\ufeff" + ConfigFiles.AGENT.replace("\n", "\r\n"))
                                .errors())
                .isEmpty();
    }

    @Property(tries = 500)
    void noTextMakesTheReaderThrow(@ForAll @StringLength(max = 60) String text) {
        Document document = new Document("agent.yaml");
        YamlFile.parse(document, text.getBytes(StandardCharsets.UTF_8))
                .ifPresent(section -> assertThat(new PolicyReader().read(section, "")).isNotNull());

        assertThat(document.errors()).isNotEmpty();
    }

    @Property(tries = 500)
    void noChangeOfAGoodFileMakesTheReaderThrow(@ForAll int position, @ForAll char replacement) {
        StringBuilder text = new StringBuilder(ConfigFiles.POLICY);
        text.setCharAt(Math.floorMod(position, text.length()), replacement);
        Document document = new Document("policy.yaml");

        YamlFile.parse(document, text.toString().getBytes(StandardCharsets.UTF_8))
                .ifPresent(section -> assertThat(new PolicyReader().read(section, "")).isNotNull());

        assertThat(document.errors())
                .allSatisfy(error -> assertThat(error.toString()).doesNotContain("\n"));
    }
}
