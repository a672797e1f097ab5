using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Axis.Node.Storage;

namespace Axis.Node.Api;

/// <summary>
/// Figures in the Prometheus text format 0.0.4: the queue from the store, and every counter and histogram of the meters whose name begins with "Axis.".
/// Digests, agencies and people never appear in labels.
/// </summary>
internal sealed class MetricsText : IDisposable
{
    private const string MeterPrefix = "Axis.";
    private const int MostSeries = 2_000;

    private readonly IStore _store;
    private readonly TimeProvider _time;
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, Series> _series = new(StringComparer.Ordinal);

    public MetricsText(IStore store, TimeProvider time)
    {
        _store = store;
        _time = time;
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith(MeterPrefix, StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Record(i, value, tags));
        _listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Record(i, value, tags));
        _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Record(i, value, tags));
        _listener.Start();
    }

    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        WriteStore(text);
        foreach (var group in _series.Values.GroupBy(static s => s.Name).OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            text.Append("# TYPE ").Append(group.Key).Append(' ').Append(group.First().Kind).Append('\n');
            foreach (var series in group)
            {
                series.WriteTo(text);
            }
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void WriteStore(StringBuilder text)
    {
        var now = _time.GetUtcNow();
        var health = _store.Health;
        Gauge(text, "axis_store_writable", health.Writable ? 1 : 0);
        Gauge(text, "axis_store_queued_writes", health.QueuedWrites);
        Gauge(text, "axis_disk_free_bytes", health.FreeBytes);
        Gauge(text, "axis_process_working_set_bytes", Environment.WorkingSet);
        var (counts, journal, owed, quarantine) = _store.Read(static s => (s.Outbox.Counts(), s.Journal.Size(), s.Returns.Counts(), s.Quarantine.Uses()));
        Gauge(text, "axis_journal_alarms", _store.Read(static s => s.Heads.Alarms().Count));
        Gauge(text, "axis_journal_entries", journal.Appended);
        Gauge(text, "axis_journal_sealed_entries", journal.Sealed);
        text.Append("# TYPE axis_receipts_owed gauge\n");
        foreach (var (neighbour, count) in owed)
        {
            Line(text, "axis_receipts_owed", $"link=\"{neighbour.Value}\"", count);
        }

        text.Append("# TYPE axis_quarantine_packets gauge\n");
        foreach (var use in quarantine)
        {
            Line(text, "axis_quarantine_packets", $"link=\"{use.Neighbour.Value}\"", use.Packets);
        }

        text.Append("# TYPE axis_quarantine_bytes gauge\n");
        foreach (var use in quarantine)
        {
            Line(text, "axis_quarantine_bytes", $"link=\"{use.Neighbour.Value}\"", use.Bytes);
        }

        text.Append("# TYPE axis_deliveries gauge\n");
        foreach (var count in counts)
        {
            Line(text, "axis_deliveries", $"link=\"{count.Link.Value}\",state=\"{Views.QueueViews.StateName(count.State)}\"", count.Count);
        }

        text.Append("# TYPE axis_oldest_waiting_seconds gauge\n");
        foreach (var count in counts.Where(static c => c is { State: DeliveryState.Waiting, OldestCreatedAt: not null }))
        {
            Line(text, "axis_oldest_waiting_seconds", $"link=\"{count.Link.Value}\"", Math.Max(0, (now - count.OldestCreatedAt!.Value).TotalSeconds));
        }
    }

    private static void Gauge(StringBuilder text, string name, double value)
    {
        text.Append("# TYPE ").Append(name).Append(" gauge\n");
        Line(text, name, "", value);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder();
        foreach (var tag in tags)
        {
            labels.Append(labels.Length > 0 ? "," : "").Append(Safe(tag.Key)).Append("=\"").Append(Escape(tag.Value?.ToString() ?? "")).Append('"');
        }

        var name = Safe(instrument.Name);
        var key = name + "{" + labels + "}";
        if (!_series.TryGetValue(key, out var series))
        {
            if (_series.Count >= MostSeries)
            {
                return;
            }

            series = _series.GetOrAdd(key, new Series(name, labels.ToString(), KindOf(instrument)));
        }

        series.Add(value);
    }

    private static string KindOf(Instrument instrument) => instrument.GetType().Name switch
    {
        var n when n.StartsWith("Histogram", StringComparison.Ordinal) => "summary",
        var n when n.StartsWith("Counter", StringComparison.Ordinal) => "counter",
        var n when n.StartsWith("ObservableCounter", StringComparison.Ordinal) => "counter",
        _ => "gauge",
    };

    private static string Safe(string name) => string.Concat(name.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private sealed class Series(string name, string labels, string kind)
    {
        private readonly Lock _gate = new();
        private double _sum;
        private long _count;

        public string Name => name;

        public string Kind => kind;

        public void Add(double value)
        {
            lock (_gate)
            {
                _sum = kind == "gauge" ? value : _sum + value;
                _count++;
            }
        }

        public void WriteTo(StringBuilder text)
        {
            lock (_gate)
            {
                if (kind == "summary")
                {
                    Line(text, name + "_sum", labels, _sum);
                    Line(text, name + "_count", labels, _count);
                }
                else
                {
                    Line(text, name, labels, _sum);
                }
            }
        }
    }
}
