using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Cunju.App.Watching;

/// <summary>仪表: adds up what the meters say since the start and writes it as Prometheus reads it (text format 0.0.4). Our own, see ADR 0014.</summary>
public sealed class Gauge : IDisposable
{
    /// <summary>Upper bounds of the steps of a duration, in seconds.</summary>
    private static readonly double[] Steps = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<(string Name, string Labels), Series> all = new();
    private readonly ConcurrentDictionary<string, Instrument> instruments = new(StringComparer.Ordinal);

    /// <summary>Listens from now on: to our own meter and to the runtime's (memory, collections, processor).</summary>
    public Gauge()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name is Meters.MeterName or "System.Runtime")
            {
                instruments[NameOf(instrument)] = instrument;
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
    }

    /// <summary>Everything as text, by name and labels.</summary>
    public string Text()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var name in all.GroupBy(series => series.Key.Name).OrderBy(name => name.Key, StringComparer.Ordinal))
        {
            var instrument = instruments[name.Key];
            text.Append(
                CultureInfo.InvariantCulture,
                $"# HELP {name.Key} {instrument.Description}\n# TYPE {name.Key} {TypeOf(instrument)}\n"
            );
            foreach (var ((_, labels), series) in name.OrderBy(series => series.Key.Labels, StringComparer.Ordinal))
            {
                series.Write(text, name.Key, labels, TypeOf(instrument) == "histogram");
            }
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder();
        foreach (var (label, what) in tags)
        {
            var said = Convert.ToString(what, CultureInfo.InvariantCulture)!;
            labels
                .Append(labels.Length > 0 ? "," : "")
                .Append(label.Replace('.', '_'))
                .Append("=\"")
                .Append(
                    said.Replace("\\", "\\\\", StringComparison.Ordinal)
                        .Replace("\"", "\\\"", StringComparison.Ordinal)
                        .Replace("\n", "\\n", StringComparison.Ordinal)
                )
                .Append('"');
        }

        all.GetOrAdd((NameOf(instrument), labels.ToString()), _ => new()).Add(value, instrument.IsObservable);
    }

    private static string NameOf(Instrument instrument) =>
        instrument.Name.Replace('.', '_')
        + instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        }
        + (TypeOf(instrument) == "counter" ? "_total" : "");

    private static string TypeOf(Instrument instrument) =>
        instrument.GetType().Name.Split('`')[0] switch
        {
            "Histogram" => "histogram",
            "Counter" or "ObservableCounter" => "counter",
            _ => "gauge",
        };

    /// <summary>One line or, for a duration, its steps.</summary>
    private sealed class Series
    {
        private readonly Lock turn = new();
        private readonly long[] steps = new long[Steps.Length];
        private double sum;
        private long count;

        public void Add(double value, bool isTotal)
        {
            lock (turn)
            {
                sum = isTotal ? value : sum + value;
                count++;
                for (var step = 0; step < steps.Length; step++)
                {
                    steps[step] += value <= Steps[step] ? 1 : 0;
                }
            }
        }

        public void Write(StringBuilder text, string name, string labels, bool asSteps)
        {
            lock (turn)
            {
                var braces = labels.Length > 0 ? $"{{{labels}}}" : "";
                if (!asSteps)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{name}{braces} {sum}\n");
                    return;
                }

                var before = labels.Length > 0 ? labels + "," : "";
                for (var step = 0; step < steps.Length; step++)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{before}le=\"{Steps[step]}\"}} {steps[step]}\n");
                }

                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{name}_bucket{{{before}le=\"+Inf\"}} {count}\n{name}_sum{braces} {sum}\n{name}_count{braces} {count}\n"
                );
            }
        }
    }
}
