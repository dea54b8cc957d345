using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.Core.Procedures;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Doors;

/// <summary>接口: the doors for programs, and the keys to them.</summary>
public sealed class DoorsModule : IModule
{
    /// <inheritdoc/>
    public string Name => "Doors";

    /// <inheritdoc/>
    public string Title => "接口";

    /// <inheritdoc/>
    public IReadOnlyList<IProcedure> Procedures => [];

    /// <inheritdoc/>
    public void Tables(ModelBuilder model) => ApiKey.Describe(model);

    /// <inheritdoc/>
    public Task Void(CunjuDb db, string account, CancellationToken cancel) => ApiKey.RevokeAll(db, account, cancel);

    /// <inheritdoc/>
    public void Services(IServiceCollection services)
    {
        services.Configure<JsonOptions>(json =>
        {
            json.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
        });
        DoorDescription.Add(services);
    }

    /// <inheritdoc/>
    public void Pages(Pages pages)
    {
        ApiKeyPages.Map(pages);
        var doors = new Doors(pages.Routes);
        RegisterDoors.Map(doors);
        BoardDoors.Map(doors);
        foreach (var module in Modules.All)
        {
            module.Doors(doors);
        }

        foreach (var procedure in Modules.All.SelectMany(module => module.Procedures))
        {
            doors.Steps(procedure);
        }

        DoorDescription.Map(pages.Routes);
    }
}
