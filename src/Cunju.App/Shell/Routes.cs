using System.Reflection;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Cunju.App.Shell;

/// <summary>Routes in the shape the server itself takes. Given a lambda of any shape, the framework compiles an expression for each of the two hundred before it shows the
/// first page; ours have few shapes.</summary>
/// <remarks>The strings a handler takes are the values in the address, in its order.</remarks>
internal static class Routes
{
    /// <summary>An address without values.</summary>
    public static RouteHandlerBuilder Get(this IEndpointRouteBuilder routes, string path, Func<HttpContext, Task<IResult>> answer) =>
        Map(routes, HttpMethods.Get, path, answer.Method, (http, _) => answer(http));

    /// <summary>An address with one value.</summary>
    public static RouteHandlerBuilder Get(
        this IEndpointRouteBuilder routes,
        string path,
        Func<HttpContext, string, Task<IResult>> answer
    ) => Map(routes, HttpMethods.Get, path, answer.Method, (http, values) => answer(http, values[0]));

    /// <summary>An address with two values.</summary>
    public static RouteHandlerBuilder Get(
        this IEndpointRouteBuilder routes,
        string path,
        Func<HttpContext, string, string, Task<IResult>> answer
    ) => Map(routes, HttpMethods.Get, path, answer.Method, (http, values) => answer(http, values[0], values[1]));

    /// <summary>An address with three values.</summary>
    public static RouteHandlerBuilder Get(
        this IEndpointRouteBuilder routes,
        string path,
        Func<HttpContext, string, string, string, Task<IResult>> answer
    ) => Map(routes, HttpMethods.Get, path, answer.Method, (http, values) => answer(http, values[0], values[1], values[2]));

    /// <summary>A form sent to an address without values.</summary>
    public static RouteHandlerBuilder Post(this IEndpointRouteBuilder routes, string path, Func<HttpContext, Task<IResult>> answer) =>
        Map(routes, HttpMethods.Post, path, answer.Method, (http, _) => answer(http));

    /// <summary>A form sent to an address with one value.</summary>
    public static RouteHandlerBuilder Post(
        this IEndpointRouteBuilder routes,
        string path,
        Func<HttpContext, string, Task<IResult>> answer
    ) => Map(routes, HttpMethods.Post, path, answer.Method, (http, values) => answer(http, values[0]));

    /// <summary>A form sent to an address with two values.</summary>
    public static RouteHandlerBuilder Post(
        this IEndpointRouteBuilder routes,
        string path,
        Func<HttpContext, string, string, Task<IResult>> answer
    ) => Map(routes, HttpMethods.Post, path, answer.Method, (http, values) => answer(http, values[0], values[1]));

    private static RouteHandlerBuilder Map(
        IEndpointRouteBuilder routes,
        string method,
        string path,
        MethodInfo described,
        Func<HttpContext, string[], Task<IResult>> answer
    )
    {
        string[] names = [.. RoutePatternFactory.Parse(path).Parameters.Select(parameter => parameter.Name)];
        RequestDelegate run = async http =>
        {
            var result = await answer(http, Array.ConvertAll(names, name => (string)http.GetRouteValue(name)!));
            await result.ExecuteAsync(http);
        };
        // Who only looks whether a page is there asks for its head; doors are for programs, and their description says what they have.
        string[] methods =
            method == HttpMethods.Get && !path.StartsWith("/api/", StringComparison.Ordinal) ? [method, HttpMethods.Head] : [method];
        // Without it the description of the doors would not know the route.
        return new RouteHandlerBuilder([routes.MapMethods(path, methods, run)]).WithMetadata(described);
    }
}
