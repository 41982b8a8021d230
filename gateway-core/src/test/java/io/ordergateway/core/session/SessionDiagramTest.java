package io.ordergateway.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The picture in docs/sessions.md is the machine. */
class SessionDiagramTest {
    private static final Pattern ARROW = Pattern.compile("^ +([A-Z_]+) --> ([A-Z_]+) : (.+)$", Pattern.MULTILINE);

    @Test
    void everyArrowIsATransitionAndEveryTransitionAnArrow() throws IOException {
        assertThat(drawn()).isEqualTo(coded());
    }

    private static Set<String> drawn() throws IOException {
        Set<String> arrows = new TreeSet<>();
        Matcher arrow = ARROW.matcher(Files.readString(Path.of("docs/sessions.md"), StandardCharsets.UTF_8));
        while (arrow.find()) {
            for (String event : arrow.group(3).split(", ", -1)) {
                arrows.add(arrow.group(1) + " --> " + arrow.group(2) + " : " + event);
            }
        }
        return arrows;
    }

    private static Set<String> coded() {
        Set<String> transitions = new TreeSet<>();
        for (SessionState from : SessionState.values()) {
            for (String event : SessionMachineTest.EVENTS) {
                SessionRig session = SessionRig.in(from);
                session.on(event);
                if (session.state() != from) {
                    transitions.add(from + " --> " + session.state() + " : " + event);
                }
            }
        }
        return transitions;
    }
}
