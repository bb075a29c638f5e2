using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Teams;

/// <summary>What a member changes about their own way in.</summary>
internal sealed class OwnAccount(HubStore store, SignIn signIn, SignInLimits limits, Sessions sessions, NewSession begin)
{
    private static readonly LocalizedText Wrong = new("The password is wrong.", "Mật khẩu không đúng.");

    public Task<Member> Load(Caller caller, CancellationToken cancellation) => store.Read(caller.WorkspaceId, db => db.Members.SingleAsync(
        row => row.WorkspaceId == caller.WorkspaceId && row.Id == caller.Id, cancellation));

    /// <summary>So that whoever finds an unlocked screen cannot take the account over. Who has no password yet passes.</summary>
    /// <returns>What is wrong, or null.</returns>
    public async Task<ApiProblem?> Confirm(HttpContext context, Member member, string? password, string field, CancellationToken cancellation)
    {
        if (member.PasswordHash is null)
            return null;
        if (string.IsNullOrEmpty(password))
            return ApiProblem.Invalid(field, FieldTexts.Required);
        using var turn = await limits.Turn(context, member.Email, cancellation);
        if (!turn.IsAcquired)
            return new ApiProblem(ProblemTypes.TooMany);
        return await signIn.Check(member, password) switch
        {
            SignInAnswer.Welcome => null,
            SignInAnswer.Locked => new ApiProblem(ProblemTypes.LockedOut),
            _ => ApiProblem.Invalid(field, Wrong),
        };
    }

    /// <summary>After a change of the way in: all sessions end but the one here, which gets a new token.</summary>
    public async Task<SessionResponse> Renew(HttpContext context, Member member, string action, CancellationToken cancellation)
    {
        var caller = context.Caller();
        await store.Write(caller.WorkspaceId, null, db =>
        {
            db.Note(store, caller.WorkspaceId, caller.Actor, action, member.Id);
            return Task.CompletedTask;
        }, cancellation);
        await sessions.EndOthers(caller.WorkspaceId, caller.Id, null, cancellation);
        return await begin.For(context, member, cancellation);
    }
}
