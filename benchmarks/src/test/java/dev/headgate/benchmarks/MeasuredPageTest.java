package dev.headgate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasuredPageTest {
    @Test
    void a_section_replaces_its_last_one_and_leaves_the_others() {
        String page = MeasuredPage.replaced(MeasuredPage.replaced("# Page\n", "a", "1\n"), "b", "2\n");
        assertThat(page).isEqualTo("""
                # Page

                <!-- a -->
                1
                <!-- /a -->

                <!-- b -->
                2
                <!-- /b -->
                """);
        assertThat(MeasuredPage.replaced(page, "a", "3\n")).isEqualTo(page.replace("1\n", "3\n"));
    }
}
