using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Teams;

/// <summary>A member's own name, language and address.</summary>
internal static class ChangeOwnProfile
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPatch("/session/member", Handle).NeedsMember().WithName("ChangeOwnProfile");

    /// <param name="Language"><c>vi</c> or <c>en</c>.</param>
    /// <param name="Password">Goes with a new address.</param>
    public sealed record Request(string? Name, string? Language, string? Email, string? Password)
    {
        public override string ToString() => nameof(ChangeOwnProfile);
    }

    private static async Task<Results<Ok<SessionResponse>, ApiProblem>> Handle(
        Request request, OwnAccount account, UserManager<Member> users, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var caller = context.Caller();
        var member = await account.Load(caller, cancellation);
        var moves = request.Email?.Trim() is { } email && email != member.Email;
        if (moves && await account.Confirm(context, member, request.Password, "password", cancellation) is { } refused)
            return refused;
        if (moves && await users.SetEmailAsync(member, request.Email!.Trim()) is { Succeeded: false } failed)
            return PeopleProblems.Of(failed, "password");
        await store.Write(caller.WorkspaceId, null, async db =>
        {
            var row = await db.Members.SingleAsync(row => row.WorkspaceId == caller.WorkspaceId && row.Id == caller.Id, cancellation);
            (row.Name, row.Language) = (request.Name?.Trim() ?? row.Name, request.Language ?? row.Language);
        }, cancellation);
        return TypedResults.Ok(moves
            ? await account.Renew(context, member, "member.address_changed", cancellation)
            : await SessionResponse.Of(store, caller.WorkspaceId, caller.Id, Language.Of(context.Request), cancellation));
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Name).IsName();
            RuleFor(request => request.Email).IsAddress();
            RuleFor(request => request.Language).Must(language => language is null || PeopleRules.Languages.Contains(language))
                .Says(FieldTexts.OneOf(PeopleRules.Languages));
            RuleFor(request => request.Password).MaximumLength(MemberIdentity.LongestPassword).Says(FieldTexts.AtMost(MemberIdentity.LongestPassword));
        }
    }
}
