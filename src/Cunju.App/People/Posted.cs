using System.Collections.Immutable;
using Cunju.App.Shell;
using Microsoft.AspNetCore.Antiforgery;

namespace Cunju.App.People;

/// <summary>The one reader of posted forms: those of the table's acts, and those with which a password or a one-time link travels.</summary>
public static class Posted
{
    /// <summary>What is said about a form that lay too long.</summary>
    public static readonly Problem TooOld = new(null, "页面放得太久，已经过期。您填写的内容还在，请再按一次按钮。");

    /// <summary>The form with what was typed, its files, and whether its mark is genuine.</summary>
    /// <exception cref="BadHttpRequestException">The body is no form, or longer than a form may be; <see cref="Fences"/> answers it with a page.</exception>
    public static async Task<(FormState Form, IFormFileCollection Files, bool Genuine)> Read(HttpContext http, string verb)
    {
        if (!http.Request.HasFormContentType)
        {
            throw new BadHttpRequestException("No form.");
        }

        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var values = form.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.OfType<string>().ToImmutableArray());
            var genuine = await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
            return (new(verb, values, []), form.Files, genuine);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new BadHttpRequestException("Not a form that can be read.", exception);
        }
    }
}
