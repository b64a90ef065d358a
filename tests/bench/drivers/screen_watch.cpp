// screen_watch: when did this colour appear in that column of the screen? Looks whenever the X server says that
// something was drawn, and so treats every program alike.
// Commands on its input, one a line; X, Y, HEIGHT in pixels, RGB in hexadecimal:
//   count X Y HEIGHT RGB            prints how many pixels have the colour now
//   reach X Y HEIGHT RGB N MS      prints the time (ns, monotonic) when at least N have it, or "late" after MS
//   fall X Y HEIGHT RGB N MS       the same for at most N
#include "wire.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>
#include <sys/ipc.h>
#include <sys/shm.h>

#include <iostream>
#include <memory>
#include <sstream>
#include <string>

namespace siaga::bench {
namespace {

struct Column {
  int x = 0;
  int y = 0;
  int height = 0;
  unsigned long rgb = 0;
};

class Screen {
 public:
  Screen() : display_(XOpenDisplay(nullptr)) {
    if (!display_) throw std::runtime_error("no screen");
    int error = 0;
    if (!XDamageQueryExtension(display_.get(), &damage_event_, &error)) throw std::runtime_error("no DAMAGE");
    damage_ = XDamageCreate(display_.get(), DefaultRootWindow(display_.get()), XDamageReportNonEmpty);
    make_image();
  }

  int count(const Column& column) {
    image_->height = column.height;
    XShmGetImage(display_.get(), DefaultRootWindow(display_.get()), image_.get(), column.x, column.y, AllPlanes);
    int found = 0;
    for (int y = 0; y < column.height; ++y)
      if ((XGetPixel(image_.get(), 0, y) & 0xffffff) == column.rgb) ++found;
    return found;
  }

  /// 0 when it is late.
  template <class Condition>
  std::int64_t when(const Column& column, Condition holds, int milliseconds) {
    const auto end = now_ns() + milliseconds * 1'000'000LL;
    while (true) {
      XDamageSubtract(display_.get(), damage_, None, None);
      const bool is_there = holds(count(column));
      const auto at = now_ns();
      if (is_there) return at;
      if (at >= end || !wait_for_damage(end)) return 0;
    }
  }

 private:
  struct Close {
    void operator()(Display* display) const { XCloseDisplay(display); }
  };
  struct Destroy {
    void operator()(XImage* image) const { XDestroyImage(image); }
  };

  void make_image() {
    const int screen = DefaultScreen(display_.get());
    image_.reset(XShmCreateImage(display_.get(), DefaultVisual(display_.get(), screen),
                                 static_cast<unsigned>(DefaultDepth(display_.get(), screen)), ZPixmap, nullptr,
                                 &segment_, 1, static_cast<unsigned>(DisplayHeight(display_.get(), screen))));
    segment_.shmid =
        shmget(IPC_PRIVATE, static_cast<std::size_t>(image_->bytes_per_line) * image_->height, IPC_CREAT | 0600);
    segment_.shmaddr = image_->data = static_cast<char*>(shmat(segment_.shmid, nullptr, 0));
    XShmAttach(display_.get(), &segment_);
    XSync(display_.get(), False);
    shmctl(segment_.shmid, IPC_RMID, nullptr);  // goes with its last user
  }

  bool wait_for_damage(std::int64_t end) {
    bool damaged = false;
    while (!damaged) {
      while (XPending(display_.get()) > 0) {
        XEvent event;
        XNextEvent(display_.get(), &event);
        damaged = damaged || event.type == damage_event_ + XDamageNotify;
      }
      if (damaged) return true;
      const auto left = (end - now_ns()) / 1'000'000;
      if (left <= 0) return false;
      pollfd readable{ConnectionNumber(display_.get()), POLLIN, 0};
      ::poll(&readable, 1, static_cast<int>(left));
    }
    return true;
  }

  std::unique_ptr<Display, Close> display_;
  int damage_event_ = 0;
  Damage damage_ = None;
  XShmSegmentInfo segment_{};
  std::unique_ptr<XImage, Destroy> image_;
};

void obey(Screen& screen, const std::string& line) {
  std::istringstream words{line};
  std::string verb;
  Column column;
  int bound = 0;
  int milliseconds = 0;
  words >> verb >> column.x >> column.y >> column.height >> std::hex >> column.rgb >> std::dec >> bound >> milliseconds;
  if (verb == "count") {
    std::cout << screen.count(column) << std::endl;
    return;
  }
  std::cout << "watching" << std::endl;
  const auto at = verb == "reach" ? screen.when(
                                        column, [bound](int found) { return found >= bound; }, milliseconds)
                                  : screen.when(
                                        column, [bound](int found) { return found <= bound; }, milliseconds);
  if (at)
    std::cout << at << std::endl;
  else
    std::cout << "late" << std::endl;
}

}  // namespace
}  // namespace siaga::bench

int main() {
  try {
    siaga::bench::Screen screen;
    for (std::string line; std::getline(std::cin, line);) siaga::bench::obey(screen, line);
  } catch (const std::exception& fault) {
    std::cerr << "screen_watch: " << fault.what() << std::endl;
    return 1;
  }
}
