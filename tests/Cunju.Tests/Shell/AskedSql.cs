using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Cunju.Tests.Shell;

/// <summary>What the program asks one database, heard where Entity Framework announces it: nothing is put into the program for the test.</summary>
public sealed class AskedSql : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string place;
    private readonly ConcurrentBag<IDisposable> heard = [];
    private readonly ConcurrentQueue<string> asked = [];
    private int rows;

    /// <param name="place">The file; tests beside this one have files of their own.</param>
    public AskedSql(string place)
    {
        this.place = place;
        heard.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>Takes what was asked since the last time.</summary>
    public string[] Take()
    {
        var taken = asked.ToArray();
        asked.Clear();
        return taken;
    }

    /// <summary>Takes how many rows were given since the last time.</summary>
    public int TakeRows() => Interlocked.Exchange(ref rows, 0);

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            heard.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (
            value.Key == RelationalEventId.CommandExecuting.Name
            && value.Value is CommandEventData command
            && command.Connection.DataSource == place
        )
        {
            asked.Enqueue(command.Command.CommandText);
        }

        if (
            value.Key == RelationalEventId.DataReaderDisposing.Name
            && value.Value is DataReaderDisposingEventData reader
            && reader.Command.Connection?.DataSource == place
        )
        {
            Interlocked.Add(ref rows, reader.ReadCount);
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        foreach (var subscription in heard)
        {
            subscription.Dispose();
        }
    }
}
