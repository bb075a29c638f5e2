using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Automation;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Automation;

/// <summary>What rules did about which message, label or status, and why not. The newest first.</summary>
internal static class ListAutomationLog
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/automation/log", Handle).Needs(Permissions.AutomationRead).WithName("ListAutomationLog");

    /// <param name="MessageId">The contact's newest then; null when there was none.</param>
    /// <param name="Actions">What it did.</param>
    /// <param name="Code">Why it did not; an error's type when it failed.</param>
    /// <param name="Reason">The same in words.</param>
    /// <param name="Dry">It would have: nothing was done.</param>
    public sealed record Response(
        Guid Id, DateTimeOffset At, Guid RuleId, Guid ConversationId, Guid ContactId, Guid? MessageId, RuleResult Result,
        IReadOnlyList<RuleActionType> Actions, string? Code, string? Reason, bool Dry);

    private static async Task<Results<Ok<Page<Response>>, ApiProblem>> Handle(
        [AsParameters] PageQuery page, Guid? ruleId, Guid? conversationId, Named<RuleResult>? result, AutomationLog log, HttpContext context,
        CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var language = Language.Of(context.Request);
        var rows = await log.Find(
            context.Caller(), ruleId, conversationId, result?.Value, after?.Id, page.Size + 1, cancellation);
        return TypedResults.Ok(Pages.Of(rows, page.Size, row => new Cursor(row.At, row.Id), row => Read(row, language)));
    }

    private static Response Read(AutomationEntry row, string language)
    {
        var done = row.Result == RuleResult.Done;
        return new Response(
            row.Id, row.At, row.RuleId, row.ConversationId, row.ContactId, row.MessageId == Guid.Empty ? null : row.MessageId, row.Result,
            done ? [.. (row.Code ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Type).OfType<RuleActionType>()] : [],
            done ? null : row.Code, done ? null : HeldCodes.Texts.GetValueOrDefault(row.Code ?? "")?.In(language), row.Dry);
    }

    private static RuleActionType? Type(string name) => Enum.TryParse<RuleActionType>(name, out var type) ? type : null;
}
