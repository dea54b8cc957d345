using System.Collections.Immutable;
using Cunju.App.Shell;
using Microsoft.AspNetCore.Antiforgery;

namespace Cunju.App.People;

/// <summary>Reads a posted form whose act is more than the table's: a password or a one-time link travels beside it.</summary>
public static class Posted
{
    /// <summary>What is said about a form that lay too long.</summary>
    public static readonly Problem TooOld = new(null, "页面放得太久，已经过期。您填写的内容还在，请再按一次按钮。");

    /// <summary>The form with what was typed; whether its mark is genuine.</summary>
    public static async Task<(FormState Form, bool Genuine)> Read(HttpContext http, string verb)
    {
        if (!http.Request.HasFormContentType)
        {
            return (FormState.Empty(verb), false);
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var values = form.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.OfType<string>().ToImmutableArray());
        return (new(verb, values, []), await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http));
    }
}
