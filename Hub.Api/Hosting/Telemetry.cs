using Hub.Core.Deliveries;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Hub.Api.Hosting;

/// <summary>
/// Sends metrics and traces by OTLP where the environment says so (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, with the other variables of
/// OpenTelemetry). Without it nothing is listened to and nothing is counted.
/// </summary>
internal sealed class Telemetry : IHostedService, IDisposable
{
    public const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static readonly string[] Meters = ["Hub.*", "Microsoft.AspNetCore.Hosting", "Npgsql", "System.Runtime"];
    private readonly MeterProvider _metrics;
    private readonly TracerProvider _traces;

    public Telemetry()
    {
        var resource = ResourceBuilder.CreateDefault().AddService("hub");
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter().Build();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
            .AddSource(HubTrace.Source, "Microsoft.AspNetCore").AddOtlpExporter().Build();
    }

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        if (!string.IsNullOrEmpty(configuration[Variable]))
            services.AddHostedService<Telemetry>();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _metrics.Dispose();
        _traces.Dispose();
    }
}
