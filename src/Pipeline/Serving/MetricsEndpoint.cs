using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Serving;

/// <summary><c>GET /metrics</c> in Prometheus' text format, version 0.0.4.</summary>
internal sealed class MetricsEndpoint(ServingMeter meter, PredictionQueue queue, UploadBudget budget)
{
    public IResult Get() => Answer.Text(Text(), "text/plain; version=0.0.4; charset=utf-8");

    private string Text()
    {
        var text = new StringBuilder();
        Head(text, "pipeline_http_requests_total", "counter", "Requests by route and status.");
        foreach (var ((route, status), count) in meter.Requests.OrderBy(pair => pair.Key.Route, StringComparer.Ordinal).ThenBy(pair => pair.Key.Status))
        {
            text.Append(CultureInfo.InvariantCulture, $"pipeline_http_requests_total{{route=\"{route}\",status=\"{status}\"}} {count}\n");
        }

        Buckets(text, "pipeline_prediction_duration_seconds", "From an image's arrival to its answer.", meter.Answering);
        Buckets(text, "pipeline_prediction_queue_seconds", "Waiting for a worker.", meter.Queueing);
        One(text, "pipeline_predictions_abandoned_total", "counter", "Images that whoever asked did not wait for.", meter.AbandonedImages);
        One(text, "pipeline_queue_length", "gauge", "Images waiting for a worker.", queue.Waiting);
        One(text, "pipeline_queue_capacity", "gauge", "Images that may wait.", queue.Capacity);
        One(text, "pipeline_workers", "gauge", "Images under way at once.", queue.Workers);
        One(text, "pipeline_upload_bytes", "gauge", "Bytes of uploads in memory.", budget.Used);
        Runtime(text);
        return text.ToString();
    }

    /// <summary>What grows if something leaks, here or in native code: by the names that Prometheus' own clients give them.</summary>
    private static void Runtime(StringBuilder text)
    {
        using var process = Process.GetCurrentProcess();
        var full = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        One(text, "process_resident_memory_bytes", "gauge", "Resident memory.", Environment.WorkingSet);
        One(text, "process_cpu_seconds_total", "counter", "Processor time.", Environment.CpuUsage.TotalTime.TotalSeconds);
        One(text, "process_num_threads", "gauge", "Threads, those of native libraries included.", process.Threads.Count);
        One(text, "process_open_handles", "gauge", "Open files, sockets and other handles.", process.HandleCount);
        One(text, "dotnet_gc_heap_live_bytes", "gauge", "Managed memory in use after the last full collection.", full.HeapSizeBytes - full.FragmentedBytes);
        One(text, "dotnet_gc_committed_bytes", "gauge", "Memory that the collector held after the last collection.", GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes);
        One(text, "dotnet_gc_full_collections_total", "counter", "Full collections.", GC.CollectionCount(GC.MaxGeneration));
        One(text, "dotnet_allocated_bytes_total", "counter", "Managed memory allocated so far.", GC.GetTotalAllocatedBytes());
    }

    private static void Head(StringBuilder text, string name, string type, string help) => text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private static void One(StringBuilder text, string name, string type, string help, double value)
    {
        Head(text, name, type, help);
        text.Append(CultureInfo.InvariantCulture, $"{name} {value}\n");
    }

    private static void Buckets(StringBuilder text, string name, string help, Histogram histogram)
    {
        Head(text, name, "histogram", help);
        var (cumulative, sum) = histogram.Read();
        for (int i = 0; i < Histogram.Bounds.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{le=\"{Histogram.Bounds[i]}\"}} {cumulative[i]}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{le=\"+Inf\"}} {cumulative[^1]}\n{name}_sum {sum}\n{name}_count {cumulative[^1]}\n");
    }
}
