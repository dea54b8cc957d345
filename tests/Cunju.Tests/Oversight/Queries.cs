using System.Collections.Concurrent;
using System.Diagnostics;
using Cunju.App.Storage;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Cunju.Tests.Oversight;

/// <summary>The statements one cell's store was asked, whoever else asks other stores meanwhile.</summary>
internal sealed class Queries : IDisposable, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private readonly ConcurrentQueue<string> asked = [];
    private readonly ConcurrentQueue<IDisposable> subscriptions = [];
    private readonly string source;

    public Queries(TestCell cell)
    {
        source = ((SqliteStore)cell.Store).File;
        subscriptions.Enqueue(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public IReadOnlyCollection<string> Asked => asked;

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            subscriptions.Enqueue(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (
            value is { Key: "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuting", Value: CommandEventData data }
            && data.Command.Connection?.DataSource == source
        )
        {
            asked.Enqueue(data.Command.CommandText);
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        foreach (var subscription in subscriptions)
        {
            subscription.Dispose();
        }
    }
}
