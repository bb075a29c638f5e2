using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Text;
using Hub.Api.Hosting;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Ingest;
using Microsoft.AspNetCore.Http.Features;

namespace Hub.Api.Ingest;

/// <summary>
/// <c>/webhooks/{connector}</c>: the raw request to the intake, a constant body back, and nothing else. A body is held once, in the
/// server's own buffers, up to the manifest's limit.
/// </summary>
internal sealed class WebhookEndpoint(
    RequestDelegate next, ConnectorRegistry connectors, WebhookIntake intake, IngestMetrics metrics, HubOptions options)
{
    private static readonly PathString Root = "/webhooks";
    private static readonly IntakeAnswer WrongMethod = new("wrong_method", StatusCodes.Status405MethodNotAllowed, "method not allowed");
    private static readonly IntakeAnswer TooSlow = new("too_slow", StatusCodes.Status408RequestTimeout, "too slow");
    private static readonly ConcurrentDictionary<string, byte[]> Bodies = new(StringComparer.Ordinal);

    public Task InvokeAsync(HttpContext context) =>
        context.Request.Path.StartsWithSegments(Root, out var rest) ? Receive(context, rest) : next(context);

    private async Task Receive(HttpContext context, PathString rest)
    {
        var id = rest.HasValue ? rest.Value![1..] : "";
        if (connectors.Find(id) is not { Connector: IReceive, Manifest: { } manifest })
        {
            metrics.Received("unknown", IntakeAnswer.NoSuchConnector.Name); // a stranger's path must not become a metric's tag
            await Write(context, IntakeAnswer.NoSuchConnector);
            return;
        }

        try
        {
            await Write(context, await Answer(context, id, manifest.Limits.WebhookBytes));
        }
        catch (BadHttpRequestException error)
        {
            var answer = error.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => IntakeAnswer.TooLarge,
                StatusCodes.Status408RequestTimeout => TooSlow,
                _ => IntakeAnswer.Malformed,
            };
            await Write(context, Counted(id, answer));
        }
        catch (Exception error) when (error is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            metrics.Received(id, "gone"); // the sender hung up: there is nobody to answer
        }
    }

    private async ValueTask<IntakeAnswer> Answer(HttpContext context, string id, int limit)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) && !HttpMethods.IsGet(request.Method))
            return Counted(id, WrongMethod);
        if (request.ContentLength > limit)
            return Counted(id, IntakeAnswer.TooLarge);
        if (Address(request) is not { } address)
            return Counted(id, IntakeAnswer.Malformed);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
            server.MaxRequestBodySize = limit; // or the server would still read its own, larger limit to its end
        var body = await Read(request.BodyReader, limit, context.RequestAborted);
        if (body is not { } bytes)
            return Counted(id, IntakeAnswer.TooLarge);
        var rented = bytes.IsSingleSegment ? null : ArrayPool<byte>.Shared.Rent((int)bytes.Length);
        try
        {
            return await intake.Receive(id, Request(request, address, Contiguous(bytes, rented)));
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
            request.BodyReader.AdvanceTo(bytes.End);
        }
    }

    /// <returns>Null when the body is longer than the limit; what came until then is all that was ever held.</returns>
    private static async ValueTask<ReadOnlySequence<byte>?> Read(PipeReader reader, int limit, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (read.Buffer.Length > limit)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
                return read.Buffer;
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static ReadOnlyMemory<byte> Contiguous(ReadOnlySequence<byte> bytes, byte[]? rented)
    {
        if (rented is null)
            return bytes.First;
        bytes.CopyTo(rented);
        return rented.AsMemory(0, (int)bytes.Length);
    }

    private static WebhookRequest Request(HttpRequest request, Uri address, ReadOnlyMemory<byte> body) => new(
        request.Method, address, QueryView.Of(request.Query), new HeaderView(request.Headers), body);

    // Some platforms sign the address that they called, which behind a proxy is not the one that came here.
    private Uri? Address(HttpRequest request)
    {
        var path = request.Path.ToUriComponent() + request.QueryString.Value;
        return options.PublicUrl is { } root
            ? new Uri(root, path)
            : Uri.TryCreate($"{request.Scheme}://{request.Host.Value}{path}", UriKind.Absolute, out var address) ? address : null;
    }

    private IntakeAnswer Counted(string connector, IntakeAnswer answer)
    {
        metrics.Received(connector, answer.Name);
        return answer;
    }

    private static async Task Write(HttpContext context, IntakeAnswer answer)
    {
        var response = context.Response;
        if (response.HasStarted)
            return;
        response.StatusCode = answer.Status;
        response.ContentType = "text/plain; charset=utf-8";
        response.Headers.XContentTypeOptions = "nosniff"; // a handshake's body is the caller's own
        if (answer.Status == StatusCodes.Status503ServiceUnavailable)
            response.Headers.RetryAfter = "2";
        if (answer.Status is StatusCodes.Status413PayloadTooLarge or StatusCodes.Status408RequestTimeout)
            response.Headers.Connection = "close"; // or the server would read the rest of the body to reuse the connection
        var body = answer.Name == "handshake" ? Encoding.UTF8.GetBytes(answer.Body) : Constant(answer.Body);
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }

    private static byte[] Constant(string body) => Bodies.GetOrAdd(body, Encoding.UTF8.GetBytes);
}
