using System.Security.Cryptography;
using Hub.Core.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Teams;

/// <summary>
/// Members as ASP.NET Core Identity sees them. It owns the columns of signing in and writes no others, so that a wrong password and a
/// change of role never overwrite each other.
/// </summary>
internal sealed partial class MemberStore(HubStore store, IDataProtectionProvider protection) : IUserPasswordStore<Member>,
    IUserEmailStore<Member>, IUserSecurityStampStore<Member>, IUserLockoutStore<Member>, IUserTwoFactorStore<Member>,
    IUserAuthenticatorKeyStore<Member>, IUserTwoFactorRecoveryCodeStore<Member>
{
    private static readonly string[] Owned =
    [
        nameof(Member.Email), nameof(Member.NormalizedEmail), nameof(Member.PasswordHash), nameof(Member.SecurityStamp),
        nameof(Member.ConcurrencyStamp), nameof(Member.FailedSignIns), nameof(Member.LockedUntil), nameof(Member.TotpKey),
        nameof(Member.TotpEnabled), nameof(Member.RecoveryCodes),
    ];

    private static readonly IdentityErrorDescriber Errors = new();

    public async Task<IdentityResult> CreateAsync(Member user, CancellationToken cancellationToken)
    {
        await store.Write(user.WorkspaceId, null, db => Task.FromResult(db.Members.Add(user)), cancellationToken);
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> UpdateAsync(Member user, CancellationToken cancellationToken)
    {
        var (before, after) = (user.ConcurrencyStamp, NewStamp());
        try
        {
            await store.Write(user.WorkspaceId, null, db =>
            {
                var entry = db.Members.Attach(user);
                user.ConcurrencyStamp = after;
                entry.Property(row => row.ConcurrencyStamp).OriginalValue = before;
                foreach (var column in Owned)
                    entry.Property(column).IsModified = true;
                return Task.CompletedTask;
            }, cancellationToken);
            return IdentityResult.Success;
        }
        catch (DbUpdateConcurrencyException)
        {
            return IdentityResult.Failed(Errors.ConcurrencyFailure());
        }
    }

    /// <exception cref="NotSupportedException">Always: what a member did keeps their name.</exception>
    public Task<IdentityResult> DeleteAsync(Member user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Members are disabled, not deleted.");

    public Task<Member?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        var id = Guid.Parse(userId);
        return store.Read(null, db => db.Members.FirstOrDefaultAsync(row => row.Id == id, cancellationToken));
    }

    public Task<Member?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindByEmailAsync(normalizedUserName, cancellationToken);

    public Task<Member?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        store.Read(null, db => db.Members.FirstOrDefaultAsync(row => row.NormalizedEmail == normalizedEmail, cancellationToken));

    public static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public void Dispose()
    {
    }

    private IDataProtector Protector(Member member, string field) =>
        protection.CreateProtector("Hub.Secrets", member.WorkspaceId.ToString("N"), "members", member.Id.ToString("N"), field);
}
