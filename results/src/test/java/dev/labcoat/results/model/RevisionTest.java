package dev.labcoat.results.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevisionTest {

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @Test
    void cleanCommitIsShortened() {
        Revision clean = revision(COMMIT, null);
        assertThat(clean.dirty()).isFalse();
        assertThat(clean.label()).isEqualTo("01234567");
    }

    @Test
    void dirtyTreeNamesItsDifference() {
        Revision dirty = revision(COMMIT, "fedcba9876543210");
        assertThat(dirty.dirty()).isTrue();
        assertThat(dirty.label()).isEqualTo("01234567+dirty.fedcba98");
    }

    @Test
    void otherNamesAreKeptWhole() {
        assertThat(revision("release-candidate-1", null).label()).isEqualTo("release-candidate-1");
    }

    @Test
    void sameSourceIsSameCommitAndSameDifference() {
        Revision clean = revision(COMMIT, null);
        assertThat(clean.sameSource(revision(COMMIT, null))).isTrue();
        assertThat(clean.sameSource(revision(COMMIT, "fedcba9876543210"))).isFalse();
        assertThat(revision(COMMIT, "aaaaaaaaaa").sameSource(revision(COMMIT, "bbbbbbbbbb")))
                .isFalse();
    }

    @Test
    void commitsThatBeginAlikeAreNotTheSame() {
        assertThat(revision(COMMIT, null).sameSource(revision(COMMIT.substring(0, 39) + "8", null)))
                .isFalse();
    }

    private static Revision revision(String commit, @Nullable String diffHash) {
        return new Revision(commit, Instant.EPOCH, "subject", null, null, diffHash);
    }
}
