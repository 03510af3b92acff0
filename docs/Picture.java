import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws what was sent to a terminal, given on standard input, as an SVG. */
public final class Picture {

    private static final int LINE = 20;
    private static final int MARGIN = 16;
    private static final int MOST_LINES = 24;
    private static final double CHARACTER = 8.43;
    private static final int COLUMNS = 100;
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[(\\d+)m(.*?)\u001B\\[0m");
    private static final Map<String, String> FILLS =
            Map.of("1", "#ffffff", "31", "#ff7b72", "32", "#7ee787", "33", "#e3b341");

    private Picture() {}

    public static void main(String[] arguments) throws Exception {
        List<String> lines = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                // What was there before a line was erased is not seen.
                lines.add(line.substring(line.lastIndexOf("\u001B[K") + 1).replaceFirst("^\\[K", ""));
            }
        }
        // The command and its report; what it said before is left out.
        int report = 0;
        while (report < lines.size() && !lines.get(report).replaceAll("\u001B\\[\\d*m", "").matches("[A-Z ]{6,}:.*")) {
            report++;
        }
        int command = 0;
        while (lines.get(command).endsWith("\\")) {
            command++;
        }
        List<String> shown = new ArrayList<>(lines.subList(0, command + 1));
        shown.addAll(lines.subList(report, Math.min(lines.size(), report + MOST_LINES - shown.size())));
        System.out.write(svg(shown).getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    private static String svg(List<String> lines) {
        int height = 2 * MARGIN + LINE * lines.size();
        int width = (int) Math.ceil(2 * MARGIN + COLUMNS * CHARACTER);
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " " + height
                + "\" role=\"img\" font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,monospace\" font-size=\"14\">\n"
                + "<title>What labcoat compare prints</title>\n"
                + "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#0d1117\"/>\n");
        int y = MARGIN + 14;
        for (String line : lines) {
            svg.append("<text x=\"" + MARGIN + "\" y=\"" + y + "\" fill=\"#e6edf3\" xml:space=\"preserve\"");
            int length = line.replaceAll("\u001B\\[\\d*m", "").length();
            svg.append(length == 0 ? ">" : " textLength=\"" + Math.round(length * CHARACTER) + "\">");
            svg.append(coloured(line)).append("</text>\n");
            y += LINE;
        }
        return svg.append("</svg>\n").toString();
    }

    private static String coloured(String line) {
        return COLOUR.matcher(escaped(line)).replaceAll(part -> Matcher.quoteReplacement(
                "<tspan fill=\"" + FILLS.getOrDefault(part.group(1), "#e6edf3") + "\">" + part.group(2) + "</tspan>"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
