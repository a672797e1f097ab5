using System.Security.Cryptography;
using Axis.Node.Storage;
using Axis.Signing.Keys.Tokens;

namespace Axis.Node.Outgoing;

/// <summary>Runs what signs and stores for a user, and turns what can stand in its way into a refusal that says what to do: never a bare error of the node.</summary>
internal static class Guarded
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    /// <summary>Runs it.</summary>
    /// <returns>Its outcome, or the refusal. Nothing was sent or stored when it is a refusal.</returns>
    public static async Task<Outcome<T>> RunAsync<T>(Func<Task<Outcome<T>>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (RefusedException e)
        {
            return e.Refusal;
        }
        catch (Exception e) when (e is StoreUnavailableException or IOException)
        {
            // A full disk while a large packet is written: nothing was registered as sent, the clerk may try again.
            return new Refusal(
                RefusalKind.Unavailable, "STORE_UNAVAILABLE", $"Nút tạm thời không ghi được dữ liệu nên chưa nhận yêu cầu này: {e.Message} Hãy thử lại sau.", "The node cannot store anything now; nothing was taken.") { RetryAfter = Soon };
        }
        catch (KeyUnavailableException e)
        {
            return new Refusal(
                RefusalKind.Unavailable, e.Code, $"{e.Message} Chưa có gì được gửi; số đã lấy (nếu có) bị hủy.", "The agency's key is on a token that does not sign now; nothing was sent.") { RetryAfter = Soon };
        }
        catch (CryptographicException)
        {
            return new Refusal(
                RefusalKind.Unavailable, "SIGNING_FAILED", "Khóa của cơ quan không ký được nên chưa có gì được gửi, số đã lấy (nếu có) bị hủy; kiểm tra khóa rồi làm lại.", "The agency's key could not sign; nothing was sent and a number taken is void.");
        }
    }
}
