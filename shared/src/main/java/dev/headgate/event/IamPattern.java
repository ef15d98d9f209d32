package dev.headgate.event;

/// Patterns of IAM policies for actions and ARNs
/// ([wildcards](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html)): `*` is any text,
/// `?` any one letter, all else itself.
public final class IamPattern {
    private IamPattern() {}

    /// Whether a pattern speaks of a text as a whole. Takes time in proportion to the product of both lengths.
    public static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int starText = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                starText = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++starText;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(letter -> letter == '*');
    }
}
