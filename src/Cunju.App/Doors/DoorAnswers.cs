using System.Collections.Immutable;
using Cunju.App.Shell;
using Cunju.Core.Procedures;
using Microsoft.AspNetCore.Mvc;

namespace Cunju.App.Doors;

/// <summary>What a door says when it does not do what was asked: <c>application/problem+json</c> (RFC 9457), words in Chinese, codes for programs.</summary>
public static class DoorAnswers
{
    /// <summary>One sentence.</summary>
    public static IResult Problem(int status, string title, string? detail = null) =>
        Results.Problem(
            new ProblemDetails
            {
                Type = "about:blank",
                Status = status,
                Title = title,
                Detail = detail,
            }
        );

    /// <summary>Not there, or not yours: which of the two is not said.</summary>
    public static IResult NotFound() => Problem(404, "没有这一项", "地址可能写错了，或者这把钥匙没有查看的权限。");

    /// <summary>No key, or one that does not hold.</summary>
    public static IResult NoKey(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem(401, "需要钥匙", "请在 Authorization 头里写 Bearer 和程序钥匙；钥匙在「程序钥匙」页生成，停用账号或离任后失效。");
    }

    /// <summary>Malformed: what is wrong, by field.</summary>
    public static IResult Malformed(IEnumerable<Problem> problems) =>
        Results.Problem(
            new HttpValidationProblemDetails(
                problems
                    .GroupBy(problem => DoorReader.Camel(problem.Field ?? ""))
                    .ToDictionary(field => field.Key, field => field.Select(problem => problem.Text).ToArray())
            )
            {
                Type = "about:blank",
                Status = 400,
                Title = "填写有误",
            }
        );

    /// <summary>A rule says no: all reasons, each with its code and source. The first one stands at the top as well, for programs that look no further.</summary>
    public static IResult Refused(IReadOnlyList<Refusal> refusals) =>
        Results.Problem(
            new RefusedProblem
            {
                Type = "about:blank",
                Status = 422,
                Title = "不予办理",
                Detail = refusals[0].Reason,
                Code = refusals[0].Code,
                Source = refusals[0].Source,
                Refusals =
                [
                    .. refusals.Select(refusal => new RefusalView(
                        refusal.Code,
                        refusal.Reason,
                        refusal.Source,
                        refusal.Field is { } field ? DoorReader.Camel(field) : null
                    )),
                ],
            }
        );
}

/// <summary>不予办理.</summary>
public sealed class RefusedProblem : ProblemDetails
{
    /// <summary>The first reason's code.</summary>
    public required string Code { get; init; }

    /// <summary>The first reason's article or item.</summary>
    public string? Source { get; init; }

    /// <summary>All reasons.</summary>
    public required ImmutableArray<RefusalView> Refusals { get; init; }
}

/// <summary>One reason.</summary>
public sealed record RefusalView(string Code, string Reason, string? Source, string? Field);
