package io.ordeal.text;

/** What others have named, in Markdown: none of it becomes markup, or breaks a table. */
public final class Markdown {
    private Markdown() {}

    /** As text, in one line. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("|", "\\|")
                .replace("*", "\\*")
                .replace("[", "\\[")
                .replace("`", "'")
                .replace("\n", " ");
    }
}
