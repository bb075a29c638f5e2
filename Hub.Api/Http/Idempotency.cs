using System.Security.Cryptography;
using System.Text;
using Hub.Api.Auth;
using Hub.Api.Hosting;
using Hub.Core.Storage;
using Hub.Core.Teams;

namespace Hub.Api.Http;

/// <summary><c>Idempotency-Key</c> on every POST and PATCH: the first call runs, its repetitions get its answer.</summary>
internal sealed class Idempotency(RequestDelegate next, IdempotentCalls calls, TimeProvider clock, ILogger<Idempotency> logger)
{
    public const string Header = "Idempotency-Key";
    private const string ReplayedHeader = "Idempotent-Replayed";
    private const int LongestKey = 200;
    private const int BufferedInMemory = 64 << 10;
    private const int KeepTries = 5;

    public Task InvokeAsync(HttpContext context)
    {
        var key = context.Request.Headers[Header].ToString();
        var applies = key.Length > 0 && context.Items[typeof(Caller)] is Caller && context.GetEndpoint() is not null
            && (HttpMethods.IsPost(context.Request.Method) || HttpMethods.IsPatch(context.Request.Method));
        if (!applies)
            return next(context);
        return key.Length <= LongestKey && key.All(c => c is > ' ' and < (char)0x7F)
            ? Once(context, key)
            : new ApiProblem(ProblemTypes.BadIdempotencyKey).ExecuteAsync(context);
    }

    private async Task Once(HttpContext context, string key)
    {
        var workspace = context.Caller().WorkspaceId;
        switch (await calls.Begin(workspace, key, await Fingerprint(context), context.RequestAborted))
        {
            case EarlierCall.Answered answered:
                context.Response.Headers[ReplayedHeader] = "true";
                await StoredAnswer.Read(answered.Answer).Write(context.Response, answered.Status);
                break;
            case EarlierCall.StillRunning:
                context.Response.Headers.RetryAfter = "1";
                await new ApiProblem(ProblemTypes.StillRunning).ExecuteAsync(context);
                break;
            case EarlierCall.OtherRequest:
                await new ApiProblem(ProblemTypes.OtherRequest).ExecuteAsync(context);
                break;
            default:
                await Run(context, workspace, key);
                break;
        }
    }

    private async Task Run(HttpContext context, Guid workspace, string key)
    {
        var toCaller = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        context.RequestAborted = CancellationToken.None; // a caller that hangs up must not leave it open whether the call happened
        var answered = false;
        using var commits = CommitWatch.Begin();
        try
        {
            await next(context);
            answered = context.Response.StatusCode < StatusCodes.Status500InternalServerError;
            if (answered)
                await Try(() => calls.Keep(workspace, key, context.Response.StatusCode, StoredAnswer.Of(context.Response, answer).ToBytes()));
        }
        finally
        {
            context.Response.Body = toCaller;
            if (!answered && !commits.Any) // what was sent for commit may have happened, whatever went wrong then
                await Try(() => calls.Forget(workspace, key));
        }

        answer.Position = 0;
        await answer.CopyToAsync(toCaller);
    }

    // Whatever cannot be written down, the caller hears what came of the call. The key then stays taken: repetitions are told that the call
    // has not ended, and a person decides.
    private async Task Try(Func<Task> write)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await write();
                return;
            }
            catch (Exception error) when (Outage.Is(error))
            {
                if (attempt == KeepTries)
                {
                    HostLog.AnswerNotKept(logger, error.GetBaseException().GetType().Name);
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt), clock);
            }
        }
    }

    // Caller, method, address and bytes: the same key with anything else is another request.
    private static async Task<string> Fingerprint(HttpContext context)
    {
        var request = context.Request;
        request.EnableBuffering(BufferedInMemory);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{context.Caller().Id:N}\n{request.Method}\n{request.Path}{request.QueryString}\n"));
        var buffer = new byte[16 << 10];
        for (int read; (read = await request.Body.ReadAsync(buffer)) > 0;)
            hash.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
