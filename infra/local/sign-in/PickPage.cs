using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.WebUtilities;

namespace IndhCoops.SignIn;

/// <summary>The page on which somebody says who they are: a link for each of those who are ready.</summary>
internal static class PickPage
{
    private const string Style = """
        :root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
        body { max-width: 34rem; margin: 8vh auto; padding-inline: 16px; }
        ul { display: grid; gap: 10px; padding: 0; list-style: none; }
        a { display: block; padding: 10px 16px; border: 1px solid #777; border-radius: 8px; color: inherit; text-decoration: none; }
        a:hover, a:focus-visible { border-color: #10796a; outline: 2px solid #10796a; }
        strong { display: block; }
        """;

    /// <summary>Answers with it. Whoever is picked comes back to the same address with their name.</summary>
    public static Task SendAsync(HttpContext context)
    {
        var address = $"{context.Request.Path}{context.Request.QueryString}";
        var users = new StringBuilder();
        foreach (var user in LocalUser.All)
        {
            var link = HtmlEncoder.Default.Encode(QueryHelpers.AddQueryString(address, "user", user.Id));
            users.Append(
                null,
                $"<li><a href=\"{link}\"><strong>{HtmlEncoder.Default.Encode(user.Name)}</strong> "
                    + $"{HtmlEncoder.Default.Encode(user.May)}</a></li>\n");
        }

        context.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'";
        context.Response.Headers.CacheControl = "no-store";
        return Results.Text(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Sign in (development)</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/style.css">
            </head>
            <body>
            <main>
            <h1>Who are you?</h1>
            <p>This authority runs on this machine, for trying things out. It asks nobody for a password.</p>
            <ul>
            {users}</ul>
            </main>
            </body>
            </html>
            """,
            "text/html; charset=utf-8").ExecuteAsync(context);
    }

    /// <summary>Answers with how it looks.</summary>
    public static Task SendStyleAsync(HttpContext context) => Results.Text(Style, "text/css; charset=utf-8").ExecuteAsync(context);
}
