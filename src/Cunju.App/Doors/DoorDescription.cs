extern alias ScalarPage;
using System.Reflection;
using System.Security.Cryptography;
using Cunju.App.Shell;
using Cunju.Core.Procedures;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;
using ScalarPage::Scalar.AspNetCore;

namespace Cunju.App.Doors;

/// <summary>接口说明: the doors as an OpenAPI 3.1 document, written from the doors themselves and from the questions of the acts, and a page to try them.</summary>
public static class DoorDescription
{
    /// <summary>Where the document is.</summary>
    public const string Address = "/api/openapi.json";

    private const string Key = "key";

    /// <summary>Says how the document is made.</summary>
    public static void Add(IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.ShouldInclude = described => described.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
                options.AddDocumentTransformer((document, _, _) => Frame(document));
                options.AddOperationTransformer((operation, context, _) => Operation(operation, context));
                options.AddSchemaTransformer((schema, context, _) => Schema(schema, context));
            }
        );

    /// <summary>Adds the document and the page.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi(Address);
        routes.MapScalarApiReference(
            "/api/try",
            (options, http) =>
            {
                var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
                // The one page that is not ours: its scripts come from this server under a mark of this answer; the styles it makes while running cannot bear one.
                // It speaks to this server only, and no third party is named.
                http.Response.Headers.ContentSecurityPolicy =
                    $"default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
                options.WithNonce(nonce);
                options.WithTitle("村居 · 接口");
                options.WithOpenApiRoutePattern(Address);
                options.WithFavicon(SiteFiles.Url("kite.svg"));
                options.DisableDefaultFonts();
                options.DisableAgent();
                options.DisableMcp();
                options.HideClientButton();
                options.HideDeveloperTools();
                options.AddPreferredSecuritySchemes([Key]);
                options.Telemetry = false;
            }
        );
    }

    private static Task Frame(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "村居接口",
            Version = "v1",
            Description =
                "读：清单、单位、公开会议不要钥匙；完成情况、为什么、日历要。写：与网页上的按钮是同一张步骤表，同样的权限，同样的理由。"
                + "不予办理答 422，写明代码、理由和依据；填写有误答 400，逐项写明；不是您的或没有的答 404。",
        };
        // The same document wherever it is served.
        document.Servers = [new() { Url = "/" }];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Key] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "程序钥匙，在「程序钥匙」页生成；办什么、看什么，都和生成它的人一样。",
            },
        };
        return Task.CompletedTask;
    }

    private static Task Operation(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var marks = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var value in RoutePatternFactory.Parse(context.Description.RelativePath!).Parameters)
        {
            var (says, pattern) = value.Name switch
            {
                "unit" => ("单位代码，如 500112004018", "^[0-9]{6,12}$"),
                "number" => ("编号，如 2023-012", "^[0-9]{4}-[0-9]{3,}$"),
                "obligation" => ("可考核事项的代号，如 representatives.yearly", null),
                _ => throw new InvalidOperationException($"Nothing says what {{{value.Name}}} is."),
            };
            Parameter(operation, value.Name, ParameterLocation.Path, says, null, true, pattern);
        }

        foreach (var word in marks.OfType<QueryWord>())
        {
            Parameter(operation, word.Name, ParameterLocation.Query, word.Says, word.Format == "date" ? "date" : null, false);
        }

        if (marks.OfType<Step>().FirstOrDefault() is { } step)
        {
            Parameter(
                operation,
                "Idempotency-Key",
                ParameterLocation.Header,
                "随机的标记，16 到 200 个字符；重发时用同一个，就只办一次",
                null,
                true
            );
            operation.Description = $"动作 {step.Verb}；要有「{step.Permission.Title}」的权限。";
        }

        if (marks.OfType<NeedsKey>().Any())
        {
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Key, context.Document)] = [] }];
        }

        foreach (var (status, response) in operation.Responses ?? [])
        {
            response.Description = status switch
            {
                "200" => "办到了",
                "201" => "办到了，新开一件",
                "400" => "填写有误，逐项写明",
                "401" => "没有钥匙，或钥匙失效",
                "404" => "没有，或不是您的",
                "422" => "不予办理：代码、理由、依据",
                _ => response.Description,
            };
        }

        return Task.CompletedTask;
    }

    private static void Parameter(
        OpenApiOperation operation,
        string name,
        ParameterLocation place,
        string says,
        string? format,
        bool required,
        string? pattern = null
    )
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(
            new OpenApiParameter
            {
                Name = name,
                In = place,
                Description = says,
                Required = required,
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Format = format,
                    Pattern = pattern,
                },
            }
        );
    }

    /// <summary>The words of the questions, and no members that a program does not write: the form's mark is a header, and an act that starts something has seen nothing.</summary>
    private static Task Schema(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (context.JsonPropertyInfo?.AttributeProvider is PropertyInfo property && property.GetCustomAttribute<AskAttribute>() is { } ask)
        {
            schema.Description = ask.Hint is { } hint ? $"{ask.Label}。{hint}" : ask.Label;
        }

        if (context.JsonPropertyInfo is null && context.JsonTypeInfo.Type.IsSubclassOf(typeof(Act)))
        {
            schema.Properties?.Remove("key");
            schema.AdditionalPropertiesAllowed = false;
            if (IsOpening(context.JsonTypeInfo.Type))
            {
                schema.Properties?.Remove("seen");
            }
            else
            {
                schema.Required = new HashSet<string> { "seen" };
            }
        }
        else if (context.JsonPropertyInfo is { Name: "seen" } && context.JsonPropertyInfo.DeclaringType.IsAssignableTo(typeof(Act)))
        {
            schema.Description = "看到的是第几版；别人已经办过就不予办理，请再看一次";
        }

        return Task.CompletedTask;
    }

    private static bool IsOpening(Type act) =>
        Modules
            .All.SelectMany(module => module.Procedures)
            .SelectMany(procedure => procedure.Steps)
            .Any(step => step.Act == act && step.Opens);
}
