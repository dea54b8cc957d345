using Cunju.App.Storage;
using Cunju.Core.Procedures;

namespace Cunju.App.People;

/// <summary>已登录的人: for whom the person acts and under which office.</summary>
/// <param name="Actor">The actor with the permissions of today.</param>
/// <param name="Title">The office as it is shown (文书).</param>
public sealed record SignedIn(Actor Actor, string Title)
{
    /// <summary>The person behind the request's cookie; null when nobody is signed in or the account is no longer active.</summary>
    public static Task<SignedIn?> Of(HttpContext http, Cell cell, CunjuDb db) => Task.FromResult<SignedIn?>(null);
}
