package dev.labcoat.results.publish.text;

import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** The one way in which this program makes HTML: whatever comes out of the data is shown as text, never as markup. */
public final class Template {

    private Template() {}

    /**
     * A page, in which what cannot be seen is shown as an escape.
     *
     * @param name of the template, which lies beside the others in the jar
     * @param data what the template names
     * @throws IOException if the template is missing from the jar
     */
    public static String html(String name, Map<String, ?> data) throws IOException {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_35);
        configuration.setClassLoaderForTemplateLoading(Template.class.getClassLoader(), "dev/labcoat/results");
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setLocale(Locale.ROOT);
        configuration.setNumberFormat("computer");
        configuration.setObjectWrapper(new DefaultObjectWrapper(Configuration.VERSION_2_3_35));
        StringWriter page = new StringWriter();
        try {
            configuration.getTemplate(name).process(data, page);
        } catch (TemplateException e) {
            throw new IllegalStateException(name + " does not fit its data", e);
        }
        return Visible.lines(page.toString());
    }
}
