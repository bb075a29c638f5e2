using System.Globalization;
using System.Text;
using Hub.Sandbox.Faults;
using Hub.Sandbox.Webhooks;

namespace Hub.Sandbox.Wire;

delegate Task<VendorAnswer> Handler(VendorCall call);

delegate (Vendor Vendor, string Operation) Resolver(HttpContext http);

/// <summary>Puts one platform call on the wire: log, fault, handler, answer, webhooks.</summary>
sealed class VendorEndpoints(FaultBox faults, RequestLog log, CallsAtOnce atOnce, WebhookQueue queue, SandboxOptions options, TimeProvider time)
{
    public void Map(IEndpointRouteBuilder app, string method, string pattern, Vendor vendor, string operation, Handler handler) =>
        Map(app, method, pattern, _ => (vendor, operation), handler);

    public void Map(IEndpointRouteBuilder app, string method, string pattern, Resolver resolve, Handler handler) =>
        app.MapMethods(pattern, [method], http => Serve(http, resolve(http), handler));

    async Task Serve(HttpContext http, (Vendor Vendor, string Operation) target, Handler handler)
    {
        var body = await ReadBody(http);
        log.Add(target.Vendor.Platform, target.Operation, http.Request, body);
        atOnce.Begin(target.Vendor.Platform, target.Operation);
        try
        {
            await Answer(http, target, body, handler);
        }
        finally
        {
            atOnce.End(target.Vendor.Platform, target.Operation);
        }
    }

    async Task Answer(HttpContext http, (Vendor Vendor, string Operation) target, byte[] body, Handler handler)
    {
        var fault = faults.Pick(target.Vendor.Platform, target.Operation);
        if (await FailBefore(http, target.Vendor, fault)) return;

        var answer = await handler(new VendorCall(http, target.Operation, body, fault));
        if (fault?.Kind == FaultKind.Reset)
        {
            Send(answer);
            http.Abort();
            return;
        }
        if (faults.EchoesFirst(target.Vendor.Platform) && answer.Webhooks.Count > 0)
        {
            await Task.WhenAll(answer.Webhooks.Select(queue.SendNowAsync));
            answer = answer with { Webhooks = [] };
        }
        await Write(http, fault?.Kind == FaultKind.Garbage ? Garbage() : answer);
        Send(answer);
    }

    async Task<bool> FailBefore(HttpContext http, Vendor vendor, FaultRule? fault)
    {
        switch (fault?.Kind)
        {
            case FaultKind.Throttle:
                await Write(http, vendor.Throttled(fault).With("Retry-After", RetryAfter(fault)));
                return true;
            case FaultKind.ServerError:
                var broken = vendor.Broken(fault.Status ?? 503);
                await Write(http, fault.RetryAfter is null ? broken : broken.With("Retry-After", RetryAfter(fault)));
                return true;
            case FaultKind.ErrorCode:
                await Write(http, vendor.Coded(fault));
                return true;
            case FaultKind.ResetBefore:
                http.Abort();
                return true;
            case FaultKind.BlackHole:
                await Pause(http, fault.DelayMs ?? 600_000);
                http.Abort();
                return true;
            case FaultKind.Delay:
                await Pause(http, fault.DelayMs ?? 1_000);
                return false;
            default:
                return false;
        }
    }

    string RetryAfter(FaultRule fault)
    {
        var seconds = fault.RetryAfter ?? 1;
        return fault.RetryAfterAs == "date"
            ? time.GetUtcNow().AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture)
            : seconds.ToString(CultureInfo.InvariantCulture);
    }

    async Task Pause(HttpContext http, int milliseconds)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time, http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The caller gave up, which is what the fault is for.
        }
    }

    void Send(VendorAnswer answer)
    {
        var later = TimeSpan.FromMilliseconds(options.EchoDelayMs);
        foreach (var webhook in answer.Webhooks) queue.Enqueue(webhook with { After = webhook.After + later });
    }

    static VendorAnswer Garbage() => new(200, Encoding.UTF8.GetBytes("<!doctype html><title>gateway</title><h1>Bad gateway"), "text/html");

    static async Task<byte[]> ReadBody(HttpContext http)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        return buffer.ToArray();
    }

    static async Task Write(HttpContext http, VendorAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.ContentType;
        http.Response.ContentLength = answer.Body.Length;
        foreach (var header in answer.Headers) http.Response.Headers[header.Key] = header.Value;
        await http.Response.Body.WriteAsync(answer.Body, http.RequestAborted);
        await http.Response.CompleteAsync();
    }
}
