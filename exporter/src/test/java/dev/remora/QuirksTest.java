package dev.remora;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.jupiter.api.Test;

/**
 * Every oddity of the reference's collectors that we keep or mend has a test that says so, tagged
 * with its number.
 */
class QuirksTest {
  private static final Set<Integer> WITHOUT_EFFECT = Set.of(65);

  @Test
  void haveATestEach() {
    Set<String> tags =
        new ClassFileImporter()
            .importPackages("dev.remora").stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(m -> m.isAnnotatedWith(Tag.class) || m.isAnnotatedWith(Tags.class))
                .flatMap(QuirksTest::tags)
                .collect(toSet());

    assertThat(IntStream.concat(IntStream.rangeClosed(20, 25), IntStream.rangeClosed(30, 70)))
        .filteredOn(number -> !WITHOUT_EFFECT.contains(number) && !tags.contains("Q" + number))
        .isEmpty();
  }

  private static Stream<String> tags(JavaMethod method) {
    return Arrays.stream(method.reflect().getAnnotationsByType(Tag.class)).map(Tag::value);
  }
}
