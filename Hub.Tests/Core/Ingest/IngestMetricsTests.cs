using System.Diagnostics.Metrics;
using Hub.Core.Ingest;

namespace Hub.Tests.Core.Ingest;

[NonParallelizable] // hears the counters of the whole process
public sealed class IngestMetricsTests
{
    [Test]
    public void What_has_never_failed_is_counted_as_such_so_that_the_first_failure_is_an_increase()
    {
        var seen = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "hub.webhooks.failed")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => seen.Add($"{tags[0].Value} {value}"));
        listener.Start();
        using var metrics = new IngestMetrics();

        metrics.Begin(["tiktok", "whatsapp"]);
        metrics.Failed("tiktok");

        Assert.That(seen, Is.EqualTo(new[] { "tiktok 0", "whatsapp 0", "tiktok 1" }));
    }
}
