using Hub.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Teams;

/// <summary>Decides whether somebody is who they say. Beginning a session is the caller's.</summary>
public sealed class SignIn(
    UserManager<Member> users, HubStore store, IPasswordHasher<Member> hasher, UnknownAddresses unknown, TimeProvider clock)
{
    private const int LockRaces = 5;

    // So that every refusal takes as long as that of a wrong password, and says as little.
    private static readonly Member Nobody = new()
    {
        Email = "",
        NormalizedEmail = "",
        Name = "",
        SecurityStamp = "",
        ConcurrencyStamp = "",
    };

    private static string? _nobodysHash;

    public async Task<SignInAnswer> Try(string email, string password, string? code, CancellationToken cancellation)
    {
        if (await users.FindByEmailAsync(email) is not { } member)
        {
            Pretend(password);
            return unknown.Refuse(users.NormalizeEmail(email)!) is { } time ? new SignInAnswer.Locked(time, null) : new SignInAnswer.Wrong(null);
        }

        if (await Check(member, password) is not SignInAnswer.Welcome and var refused)
            return refused;
        if (member.State != MemberState.Active)
            return new SignInAnswer.Wrong(member.Id);
        if (member.TotpEnabled && string.IsNullOrWhiteSpace(code))
            return new SignInAnswer.CodeNeeded();
        if (member.TotpEnabled && !await IsCode(member, code!, cancellation))
            return await Fail(member);
        if (member.FailedSignIns > 0)
            await users.ResetAccessFailedCountAsync(member);
        return new SignInAnswer.Welcome(member);
    }

    /// <summary>Whether a signed-in member knows their password; wrong ones count as at signing in.</summary>
    public async Task<SignInAnswer> Check(Member member, string password)
    {
        var isLocked = await users.IsLockedOutAsync(member);
        if (isLocked || member.PasswordHash is null)
            Pretend(password);
        if (isLocked)
            return new SignInAnswer.Locked(member.LockedUntil!.Value - clock.GetUtcNow(), member.Id);
        return member.PasswordHash is not null && await users.CheckPasswordAsync(member, password)
            ? new SignInAnswer.Welcome(member)
            : await Fail(member);
    }

    private void Pretend(string password) =>
        hasher.VerifyHashedPassword(Nobody, _nobodysHash ??= hasher.HashPassword(Nobody, SecretToken.New()), password);

    /// <summary>A code of the authenticator, each good once, or a recovery code.</summary>
    public async Task<bool> IsCode(Member member, string code, CancellationToken cancellation)
    {
        var digits = code.Replace(" ", "", StringComparison.Ordinal);
        if (await users.VerifyTwoFactorTokenAsync(member, TokenOptions.DefaultAuthenticatorProvider, digits))
            return await IsFirstUse(member, SecretToken.Hash(digits), cancellation);
        return (await users.RedeemTwoFactorRecoveryCodeAsync(member, code)).Succeeded;
    }

    private async Task<bool> IsFirstUse(Member member, string hash, CancellationToken cancellation) =>
        await store.Write(member.WorkspaceId, null, db => db.Members
            .Where(row => row.WorkspaceId == member.WorkspaceId && row.Id == member.Id && (row.LastTotp == null || row.LastTotp != hash))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastTotp, hash), cancellation), cancellation) == 1;

    // Others may be guessing at the same time on another node; each wrong guess must count.
    private async Task<SignInAnswer> Fail(Member member)
    {
        for (var race = 0; race < LockRaces; race++)
        {
            if ((await users.AccessFailedAsync(member)).Succeeded)
                break;
            member = (await users.FindByIdAsync(member.Id.ToString()))!;
        }

        return await users.IsLockedOutAsync(member)
            ? new SignInAnswer.Locked(member.LockedUntil!.Value - clock.GetUtcNow(), member.Id)
            : new SignInAnswer.Wrong(member.Id);
    }
}

public abstract record SignInAnswer
{
    private SignInAnswer()
    {
    }

    public sealed record Welcome(Member Member) : SignInAnswer;

    /// <param name="Member">Who they said they were; null when there is nobody of that address.</param>
    public sealed record Wrong(Guid? Member) : SignInAnswer;

    public sealed record CodeNeeded : SignInAnswer;

    /// <param name="Member">As in <see cref="Wrong"/>.</param>
    public sealed record Locked(TimeSpan For, Guid? Member) : SignInAnswer;
}
