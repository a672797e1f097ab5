using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Directories;
using Axis.Node.Storage;
using Axis.Signing.Keys;
using Axis.Signing.Seals;
using Axis.Signing.Trust;

namespace Axis.Node.Keys;

/// <summary>
/// All keys that the node holds, by use; never shared between uses. There may be several of one use and owner: the newest that the directory binds, that has begun, and
/// that is neither expired nor revoked is the one that signs, so that a key is replaced without a restart and a revoked one stops at once. Thread-safe.
/// </summary>
public sealed class KeyRing(KeyFolder folder, NodeId self, TimeProvider time) : ISealKeys, IDisposable
{
    // Whoever took a key that has just been replaced signs with it within this.
    private static readonly TimeSpan Lingering = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private readonly List<(ISigningKey Key, DateTimeOffset Since)> _retired = [];
    private volatile State _state = new([], []);
    private volatile Judged? _judged;
    private LiveDirectory? _directory;

    /// <summary>The keys, in the order of their names.</summary>
    public IReadOnlyList<HeldKey> Keys => _state.Keys;

    /// <summary>Key files that cannot be used, each with its sentence.</summary>
    public IReadOnlyList<KeyFileTrouble> Troubles => _state.Troubles;

    /// <summary>The folder they come from.</summary>
    public KeyFolder Folder => folder;

    /// <summary>This node.</summary>
    public NodeId Self => self;

    /// <summary>For links; the same object as long as the key is the same.</summary>
    public X509Certificate2 Tls => (Choose(KeyUse.Tls, "") as KeyChoice.Chosen)?.Held.Key.Certificate ?? Newest(KeyUse.Tls, static _ => true)!.Key.Certificate;

    /// <inheritdoc/>
    /// <exception cref="StoreUnavailableException">Every seal key here is revoked: nothing may be acknowledged any more.</exception>
    public ISigningKey Current => Seal.Key;

    /// <summary>SHA-256 of the seal certificate in force: how receipts name it.</summary>
    /// <exception cref="StoreUnavailableException">Every seal key here is revoked.</exception>
    public Digest SealCertificate => Seal.Thumbprint;

    // A node whose directory does not know its key yet seals with it all the same: others will know it once they have the directory.
    private HeldKey Seal => (Choose(KeyUse.NodeSeal, "") as KeyChoice.Chosen)?.Held
        ?? Newest(KeyUse.NodeSeal, s => !s.IsRevokedAt(time.GetUtcNow()))
        ?? throw new StoreUnavailableException("Khóa niêm ký của nút đã bị thu hồi nên nút không xác nhận được gì: hãy làm khóa mới bằng 'axis cert renew --use node-seal'.");

    /// <inheritdoc/>
    public ISigningKey? Find(Digest certificate)
    {
        var now = time.GetUtcNow();
        var (keys, standings) = Judge();
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i].File.Use == KeyUse.NodeSeal && keys[i].Thumbprint == certificate)
            {
                return standings[i].IsRevokedAt(now) ? null : keys[i].Key;
            }
        }

        return null;
    }

    /// <summary>Opens the keys at start.</summary>
    /// <exception cref="KeyFileException">A key is missing, readable by others, or unusable.</exception>
    public void Load()
    {
        Reload();
        if (_state.Troubles is [var first, ..])
        {
            throw new KeyFileException(first.Code, first.Sentence);
        }

        foreach (var use in new[] { KeyUse.Tls, KeyUse.NodeSeal })
        {
            if (!_state.Keys.Any(k => k.File.Use == use))
            {
                throw new KeyFileException(KeyFileException.Missing, $"Không có khóa {KeyFile.NameOf(use, "", "")} trong '{folder.Path}': khôi phục từ bản sao lưu khóa, hoặc xin gia nhập lại.");
            }
        }
    }

    /// <summary>From now on, asks this directory which keys are valid.</summary>
    public void Follow(LiveDirectory directory) => _directory = directory;

    /// <summary>Looks at the folder again: takes up new keys, lets go of those that were taken away. What cannot be opened leaves the key of before in place.</summary>
    public void Reload()
    {
        lock (_gate)
        {
            var before = _state.Keys.ToDictionary(static k => k.File.Path, StringComparer.Ordinal);
            var (keys, troubles) = (new List<HeldKey>(), new List<KeyFileTrouble>());
            foreach (var file in folder.List().Where(static f => !f.Pending && f.Use is KeyUse.Tls or KeyUse.NodeSeal or KeyUse.Agency))
            {
                var stamp = StampOf(file);
                before.Remove(file.Path, out var known);
                if (known?.Stamp == stamp)
                {
                    keys.Add(known);
                    continue;
                }

                try
                {
                    keys.Add(new HeldKey(file, stamp, Open(file)));
                    Retire(known);
                }
                catch (KeyFileException e)
                {
                    troubles.Add(new KeyFileTrouble(file.Path, e.Code, e.Message));
                    keys.AddRange(known is null ? [] : [known]);
                }
            }

            foreach (var gone in before.Values)
            {
                Retire(gone);
            }

            if (!keys.SequenceEqual(_state.Keys) || !troubles.SequenceEqual(_state.Troubles))
            {
                _state = new State(keys, troubles);
            }

            Forget();
        }
    }

    /// <summary>The key of a use and owner that signs now.</summary>
    /// <param name="use">The use.</param>
    /// <param name="owner">Agency code; empty for the node's own keys.</param>
    public KeyChoice Choose(KeyUse use, string owner)
    {
        var now = time.GetUtcNow();
        var (keys, standings) = Judge();
        var best = -1;
        var worst = default(KeyStanding);
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i].File.Use != use || (owner.Length > 0 && OwnerOf(keys[i]) != owner))
            {
                continue;
            }

            if (!standings[i].MaySignAt(now))
            {
                worst = worst is null || standings[i].From > worst.From ? standings[i] : worst;
            }
            else if (best < 0 || IsNewer(standings[i], keys[i], standings[best], keys[best]))
            {
                best = i;
            }
        }

        return best >= 0 ? new KeyChoice.Chosen(keys[best], standings[best]) : new KeyChoice.None(KeyRefusals.Of(owner, worst, now));
    }

    /// <summary>Every key with what directory and revocation lists say of it.</summary>
    public IReadOnlyList<(HeldKey Key, KeyStanding Standing)> Standings()
    {
        var (keys, standings) = Judge();
        return [.. keys.Zip(standings)];
    }

    /// <summary>Node name or agency code that the key belongs to.</summary>
    public string OwnerOf(HeldKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.File.Use is KeyUse.Tls or KeyUse.NodeSeal ? self.Value : OrganId.TryParse(key.File.Owner, out var code) ? code.Value : key.File.Owner;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var key in _state.Keys.Select(static k => k.Key).Concat(_retired.Select(static r => r.Key)))
            {
                key.Dispose();
            }

            _retired.Clear();
        }
    }

    private static bool IsNewer(KeyStanding standing, HeldKey key, KeyStanding than, HeldKey thanKey) =>
        standing.From != than.From ? standing.From > than.From
        : key.NotBefore != thanKey.NotBefore ? key.NotBefore > thanKey.NotBefore
        : string.CompareOrdinal(key.File.Path, thanKey.File.Path) > 0;

    private static string StampOf(KeyFile file) => string.Join('|', new[] { file.Path, file.CertificatePath, file.Stem + ".pass" }.Select(static path =>
        new FileInfo(path) is { Exists: true } info ? $"{info.LastWriteTimeUtc.Ticks}:{info.Length}" : "-"));

    private ISigningKey Open(KeyFile file)
    {
        if (file.Use == KeyUse.Agency && !OrganId.TryParse(file.Owner, out _))
        {
            throw new KeyFileException(KeyFileException.Unusable, $"Tên tệp khóa {Path.GetFileName(file.Path)} không nêu đúng mã cơ quan.");
        }

        if (file is { Use: KeyUse.Tls, Kind: KeyFileKind.Token })
        {
            throw new KeyFileException(KeyFileException.Unusable, $"Khóa kết nối {Path.GetFileName(file.Path)} phải nằm trong tệp: mỗi lần bắt tay đều cần đến nó, thiết bị ký số không theo kịp.");
        }

        var key = folder.Load(file);
        if (file.Use == KeyUse.NodeSeal && key.Algorithm != SignatureAlgorithm.EcdsaP256Sha256)
        {
            key.Dispose();
            throw new KeyFileException(KeyFileException.Unusable, $"Khóa niêm ký {Path.GetFileName(file.Path)} phải là ECDSA P-256.");
        }

        return key;
    }

    private HeldKey? Newest(KeyUse use, Func<KeyStanding, bool> allowed)
    {
        var (keys, standings) = Judge();
        return keys.Zip(standings).Where(k => k.First.File.Use == use && allowed(k.Second)).OrderByDescending(static k => k.First.NotBefore).Select(static k => k.First).FirstOrDefault();
    }

    // Looked up once per directory and set of keys, not once per signature.
    private (IReadOnlyList<HeldKey> Keys, IReadOnlyList<KeyStanding> Standings) Judge()
    {
        var (state, directory) = (_state, _directory);
        var snapshot = directory?.Snapshot ?? DirectorySnapshot.Empty;
        var revocation = directory?.Revocation ?? RevocationBook.Empty;
        var judged = _judged;
        if (judged is null || !ReferenceEquals(judged.State, state) || !ReferenceEquals(judged.Directory, snapshot) || !ReferenceEquals(judged.Revocation, revocation))
        {
            var now = time.GetUtcNow();
            judged = _judged = new Judged(state, snapshot, revocation, [.. state.Keys.Select(k => KeyStanding.Of(k, OwnerOf(k), snapshot, revocation, now))]);
        }

        return (state.Keys, judged.Standings);
    }

    private void Retire(HeldKey? key)
    {
        if (key is not null)
        {
            _retired.Add((key.Key, time.GetUtcNow()));
        }
    }

    private void Forget()
    {
        var until = time.GetUtcNow() - Lingering;
        foreach (var (key, _) in _retired.Where(r => r.Since <= until))
        {
            key.Dispose();
        }

        _retired.RemoveAll(r => r.Since <= until);
    }

    private sealed record State(IReadOnlyList<HeldKey> Keys, IReadOnlyList<KeyFileTrouble> Troubles);

    private sealed record Judged(State State, DirectorySnapshot Directory, RevocationBook Revocation, IReadOnlyList<KeyStanding> Standings);
}

/// <summary>A key file that cannot be used.</summary>
/// <param name="Path">The file.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Sentence">Vietnamese: what is wrong and what to do.</param>
public sealed record KeyFileTrouble(string Path, string Code, string Sentence);
